import { type Message, Role, type Task } from '@a2a-js/sdk';
import { ClientFactory, JsonRpcTransportFactory } from '@a2a-js/sdk/client';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as z from 'zod';
import type { TestOutputs } from './outputs.ts';
import { until } from './until.ts';

const Answered = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.looseObject({ text: z.string().optional() })),
});

/** What a tool answered: its structured content, and its text. */
export const told = (given: unknown) => {
  const { isError = false, structuredContent = {}, content } = Answered.parse(given);
  return { isError, structured: structuredContent, text: content.map(({ text = '' }) => text).join('') };
};

/** Asks again while the emulator is busy: as the answer itself says, a caller should. */
const patientFetch: typeof fetch = (input, init) =>
  until('the doors for agents answer', 60, async () => {
    const answer = await fetch(input, init);
    return answer.status === 502 || answer.status === 503 || answer.status === 504 ? undefined : answer;
  });

const withToken = (token: string) => ({
  fetch: patientFetch,
  requestInit: { headers: { authorization: `Bearer ${token}` } },
});

/** The current SDK's client, with the token of a role. */
export const mcpAs = async ({ apiUrl, tokens }: TestOutputs, role: string) => {
  const client = new Client({ name: 'story', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${apiUrl}/mcp`), withToken(tokens[role] ?? '')));
  return client;
};

/** The older SDK's client, with the token of a role. */
export const olderMcpAs = async ({ apiUrl, tokens }: TestOutputs, role: string) => {
  const client = new OlderClient({ name: 'story', version: '1.0.0' });
  await client.connect(new OlderTransport(new URL(`${apiUrl}/mcp`), withToken(tokens[role] ?? '')));
  return client;
};

const part = (content: Message['parts'][number]['content'], mediaType: string) => ({
  ...{ content, metadata: undefined, filename: '', mediaType },
});

/** The official A2A client with the token of a role, in front of the agent whose card lies below `path`. */
export const a2aAs = async ({ apiUrl, tokens }: TestOutputs, role: string, path = '') => {
  const fetchImpl: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${tokens[role] ?? ''}`);
    return patientFetch(input, { ...init, headers });
  };
  const factory = new ClientFactory({ transports: [new JsonRpcTransportFactory({ fetchImpl })] });
  const client = await factory.createFromUrl(apiUrl, `${new URL(apiUrl).pathname}${path}/.well-known/agent-card.json`);
  return {
    send: async (data: unknown, text: string, taskId = ''): Promise<Task> => {
      const parts = [
        part({ $case: 'text', value: text }, 'text/plain'),
        part({ $case: 'data', value: data }, 'application/json'),
      ];
      const message = { messageId: crypto.randomUUID(), contextId: '', taskId, role: Role.ROLE_USER, parts };
      const rest = { metadata: undefined, extensions: [], referenceTaskIds: [] };
      const configuration = {
        acceptedOutputModes: [],
        taskPushNotificationConfig: undefined,
        returnImmediately: false,
      };
      const sent = { tenant: '', message: { ...message, ...rest }, configuration, metadata: undefined };
      const answer = await client.sendMessage(sent);
      if ('parts' in answer) throw new Error('answered with a message, not with a task');
      return answer;
    },
    get: (id: string) => client.getTask({ tenant: '', id }),
    cancel: (id: string) => client.cancelTask({ tenant: '', id, metadata: undefined }),
    /** Asks to be told of a task at an address. */
    tellAt: (taskId: string, url: string, token: string) =>
      client.createTaskPushNotificationConfig({ tenant: '', id: '', taskId, url, token, authentication: undefined }),
  };
};

/** What an agent said last in a task. */
export const saidIn = ({ status }: Task): string => {
  const content = status?.message?.parts[0]?.content;
  return content?.$case === 'text' ? content.value : '';
};
