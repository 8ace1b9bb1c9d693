import { type Message, Role, type Task } from '@a2a-js/sdk';
import { ClientFactory, JsonRpcTransportFactory } from '@a2a-js/sdk/client';
import type { AgentName } from '../core/domain/agent-task.ts';
import type { Call } from './agent.ts';
import type { Asked } from './asked.ts';
import { cardOf } from './cards.ts';

/** One of our own agents, as another of them talks to it: over A2A, with the token of whoever asked. */
export interface Peer {
  send(asked: Asked, text: string, taskId?: string): Promise<Task>;
  get(taskId: string): Promise<Task>;
}

export type PeerOf = (call: Call, agent: AgentName) => Promise<Peer>;

/** Talks A2A to our own agents; `newId` names messages. */
export const makePeers =
  (newId: () => string, send: typeof fetch = fetch): PeerOf =>
  async ({ apiUrl, token }, agent) => {
    const fetchImpl: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return send(input, { ...init, headers });
    };
    const factory = new ClientFactory({ transports: [new JsonRpcTransportFactory({ fetchImpl })] });
    const client = await factory.createFromAgentCard(cardOf(apiUrl, agent));
    const messageOf = (asked: Asked, text: string, taskId = ''): Message => ({
      ...{ messageId: newId(), contextId: '', taskId, role: Role.ROLE_USER },
      parts: [
        { content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: 'text/plain' },
        { content: { $case: 'data', value: asked }, metadata: undefined, filename: '', mediaType: 'application/json' },
      ],
      ...{ metadata: undefined, extensions: [], referenceTaskIds: [] },
    });
    return {
      send: async (asked, text, taskId) => {
        const configuration = {
          acceptedOutputModes: [],
          taskPushNotificationConfig: undefined,
          returnImmediately: true,
        };
        const message = messageOf(asked, text, taskId);
        const answer = await client.sendMessage({ tenant: '', message, configuration, metadata: undefined });
        if ('parts' in answer) throw new Error(`${agent} answered with a message, not with a task`);
        return answer;
      },
      get: (id) => client.getTask({ tenant: '', id }),
    };
  };
