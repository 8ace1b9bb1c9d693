import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../../functions/adapters/operator-api/tools/index.ts';
import { anApiServer } from '../../support/api-server.ts';
import { answered } from './clients.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeAll(async () => {
  server = await anApiServer();
});

afterAll(() => server.close());

const selfright = () => ({
  command: join(import.meta.dirname, '../../../bin/selfright'),
  args: ['mcp'],
  env: { PATH: process.env['PATH'] ?? '', SELFRIGHT_API_URL: server.url, SELFRIGHT_TOKEN: 'viewer' },
});

const started = {
  current: async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport(selfright()));
    return client;
  },
  older: async () => {
    const client = new OlderClient({ name: 'test', version: '1.0.0' });
    await client.connect(new OlderTransport(selfright()));
    return client;
  },
};

describe('bin/selfright mcp', () => {
  it.each(['current', 'older'] as const)(
    'serves the same tools over stdio, with the token of the environment, to the %s client',
    async (which) => {
      const client = await started[which]();
      const id = server.record.incidents[0]?.incident.id ?? '';

      const { tools } = await client.listTools();
      const got = answered(await client.callTool({ name: 'get_incident', arguments: { incident_id: id } }));
      const refused = answered(await client.callTool({ name: 'add_note', arguments: { incident_id: id, text: 'x' } }));
      await client.close();

      expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
      expect(got.structured).toMatchObject({ id });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('needs responder') });
    },
    60_000,
  );
});
