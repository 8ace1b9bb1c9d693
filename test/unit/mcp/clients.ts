import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as z from 'zod';
import { API_URL, anMcpEndpoint, fetchOf } from '../../support/agent-api.ts';
import { anApi, TOKENS } from '../api/an-api.ts';

const Answered = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.looseObject({}).optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

/** What a tool answered: its structured content, and its text. */
export const answered = (given: unknown) => {
  const { isError = false, structuredContent, content } = Answered.parse(given);
  return { isError, structured: structuredContent, text: content.map(({ text }) => text ?? '').join('') };
};

/** The operator API with its MCP endpoint, and the official clients in front of it. */
export const withMcp = () => {
  const api = anApi();
  const endpoint = anMcpEndpoint(api.answer);
  const fetch = fetchOf(endpoint);
  const url = new URL(`${API_URL}/mcp`);
  const options = (token: string) => ({ fetch, requestInit: { headers: { authorization: `Bearer ${token}` } } });
  const tokenOf = (subject: keyof typeof TOKENS): string => TOKENS[subject]?.token ?? '';
  return {
    ...api,
    endpoint,
    fetch,
    client: async (subject: keyof typeof TOKENS) => {
      const client = new Client({ name: 'test', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(url, options(tokenOf(subject))));
      return client;
    },
    older: async (subject: keyof typeof TOKENS) => {
      const client = new OlderClient({ name: 'test', version: '1.0.0' });
      await client.connect(new OlderTransport(url, options(tokenOf(subject))));
      return client;
    },
  };
};
