import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as z from 'zod';
import type { TestOutputs } from './outputs.ts';

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

const withToken = (token: string) => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });

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
