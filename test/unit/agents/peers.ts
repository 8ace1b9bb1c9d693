import { AgentCard, type Message, Role, type Task } from '@a2a-js/sdk';
import { ClientFactory, JsonRpcTransportFactory } from '@a2a-js/sdk/client';
import { makeCoordinator } from '../../../functions/agents/coordinator.ts';
import { diagnosticAgent } from '../../../functions/agents/diagnostic-agent.ts';
import { makeA2aEndpoint } from '../../../functions/agents/endpoint.ts';
import { makePeers } from '../../../functions/agents/peer.ts';
import { resolutionAgent } from '../../../functions/agents/resolution-agent.ts';
import type { Holder } from '../../../functions/api/router.ts';
import type { AgentName } from '../../../functions/core/domain/agent-task.ts';
import { API_URL, fetchOf } from '../../support/agent-api.ts';
import { inMemoryAgentTasks } from '../../support/fakes/agent-tasks.ts';
import { inMemoryPushConfigs } from '../../support/fakes/push-configs.ts';
import { anApi, TOKENS } from '../api/an-api.ts';

export const aMessage = (data: unknown, text = '', part: Partial<Message> = {}): Message => ({
  ...{ messageId: crypto.randomUUID(), contextId: '', taskId: '', role: Role.ROLE_USER },
  parts: [
    { content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: 'text/plain' },
    { content: { $case: 'data', value: data }, metadata: undefined, filename: '', mediaType: 'application/json' },
  ],
  ...{ metadata: undefined, extensions: [], referenceTaskIds: [] },
  ...part,
});

/** Our agents in front of an operator API in memory, and the official client in front of them. */
export const withAgents = ({
  pushAllowed = [],
  holder,
}: {
  readonly pushAllowed?: readonly string[];
  readonly holder?: Holder;
} = {}) => {
  const api = anApi(holder);
  const tasks = inMemoryAgentTasks();
  const pushConfigs = inMemoryPushConfigs();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  // The agents call each other as peers do, so that their endpoint has to be there before they are.
  const doors: { answer: ReturnType<typeof makeA2aEndpoint> } = { answer: async () => ({ statusCode: 503, body: '' }) };
  const fetch = fetchOf((request) => {
    const isOurs = request.path[0] === 'agents' || request.path[0] === '.well-known';
    return isOurs ? doors.answer(request) : api.answer(request);
  });
  doors.answer = makeA2aEndpoint({
    ...{ apiUrl: API_URL, fetch, tasks, clock: api.clock, newId, pause: async () => undefined },
    ...{ pushConfigs, pushAllowed: async () => pushAllowed },
    agents: {
      'diagnostic-agent': diagnosticAgent,
      'resolution-agent': resolutionAgent,
      coordinator: makeCoordinator(makePeers(newId, fetch)),
    },
  });
  const fetchAs =
    (token: string): typeof globalThis.fetch =>
    (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    };
  const tokenOf = (subject: keyof typeof TOKENS): string => TOKENS[subject]?.token ?? '';

  const peer = async (subject: keyof typeof TOKENS, agent: AgentName) => {
    const fetchImpl = fetchAs(tokenOf(subject));
    const transports = [new JsonRpcTransportFactory({ fetchImpl, legacyCompat: { enabled: true } })];
    const card = `${API_URL}/agents/${agent}/.well-known/agent-card.json`;
    const told = AgentCard.fromJSON(await (await fetch(card, { headers: { 'a2a-version': '1.0' } })).json());
    const client = await new ClientFactory({ transports }).createFromAgentCard(told);
    const send = async (data: unknown, text = '', part: Partial<Message> = {}): Promise<Task> => {
      const answer = await client.sendMessage({
        ...{ tenant: '', message: aMessage(data, text, part), metadata: undefined },
        configuration: { acceptedOutputModes: [], taskPushNotificationConfig: undefined, returnImmediately: true },
      });
      if ('parts' in answer) throw new Error('a message, not a task');
      return answer;
    };
    return { client, send, get: (id: string) => client.getTask({ tenant: '', id }) };
  };
  return { ...api, tasks, pushConfigs, fetch, tokenOf, peer };
};
