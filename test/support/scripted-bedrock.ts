import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import * as z from 'zod';

const Asked = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.array(z.record(z.string(), z.unknown())) })),
});

const USAGE = { inputTokens: 900, outputTokens: 80, totalTokens: 980 };
const FIRST_CLUE = /D\d+-H\d+-C\d+/;
const INCIDENT = /INC-[0-9A-Z]{26}/;

/** What a model says that reads the evidence, and then suggests what cites the first of it, and something that cites nothing. */
const saidTo = (body: string) => {
  const { messages } = Asked.parse(JSON.parse(body));
  const use = (name: string, input: unknown) => ({ toolUse: { toolUseId: `use-${messages.length}`, name, input } });
  const last = JSON.stringify(messages.at(-1));
  if (messages.length === 1) return use('get_evidence', { incident_id: INCIDENT.exec(last)?.[0] });
  const clue = FIRST_CLUE.exec(last)?.[0] ?? 'none';
  return use('suggest', {
    suggestions: [
      {
        says: 'orders of more than one piece fail since a change in checkout',
        cites: [clue],
        runbook: 'reboot-everything',
      },
      { says: 'restart everything at once', cites: [] },
    ],
  });
};

const bodyOf = async (request: AsyncIterable<Buffer | string>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

const listening = async (server: Server | Http2Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the scripted model has no address');
  return `http://127.0.0.1:${address.port}`;
};

/** A script in place of a model, for as long as stories are told. */
export interface ScriptedBedrock {
  /** Where Bedrock's Converse seems to answer: over HTTP/2, which is all that its client speaks. */
  readonly url: string;
  /** Tells which incidents it was asked about, one for each run. */
  readonly runsUrl: string;
  close(): Promise<void>;
}

export const startScriptedBedrock = async (): Promise<ScriptedBedrock> => {
  const runs: string[] = [];
  const sessions = new Set<{ destroy(): void }>();
  const converse = createHttp2Server(async (request, response) => {
    const body = await bodyOf(request);
    if (Asked.parse(JSON.parse(body)).messages.length === 1) runs.push(INCIDENT.exec(body)?.[0] ?? '');
    const output = { message: { role: 'assistant', content: [saidTo(body)] } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ output, stopReason: 'tool_use', usage: USAGE, metrics: { latencyMs: 1 } }));
  });
  converse.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  const telling = createServer((_, response) => void response.end(JSON.stringify(runs)));
  return {
    url: await listening(converse),
    runsUrl: await listening(telling),
    close: async () => {
      for (const session of sessions) session.destroy();
      telling.closeAllConnections();
      await Promise.all([converse, telling].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
};
