import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jiraTicketReader } from '../../../../functions/adapters/jira/ticket-reader.ts';
import { jiraTicketing } from '../../../../functions/adapters/jira/ticketing.ts';
import { jiraTransport } from '../../../../functions/adapters/jira/transport.ts';
import { PolicySchema } from '../../../../functions/core/contracts/policy.ts';
import { serveJira } from '../../../../localstack/jira/serve.ts';
import { anIncident } from '../../../support/builders.ts';
import { documentProblems, type Exchange, openApi, SHARED_CONTRACT } from '../../../support/openapi.ts';

const servers: Server[] = [];
const exchanges: Exchange[] = [];

const addressOf = (server: Server): string => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
};

const jsonIn = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

/** Passes everything on to the stand-in, and remembers it. */
const listen = (upstream: string): Promise<Server> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = 'GET', url = '/', headers } = request;
    const asked = Buffer.concat(chunks).toString('utf8');
    const answer = await fetch(`${upstream}${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '' },
      ...(asked !== '' && { body: asked }),
    });
    const text = await answer.text();
    const path = new URL(url, upstream).pathname;
    exchanges.push({ method, path, body: jsonIn(asked), status: answer.status, answer: jsonIn(text) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text === '' ? undefined : text);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
};

const HOSTILE = '</script>{code}[~accountid:x] @here \u202e\u0000 "quoted" \ud800 '.repeat(200);

describe.skipIf(SHARED_CONTRACT === undefined)('what is said to Jira, and what its stand-in answers', () => {
  beforeAll(async () => {
    const standIn = await serveJira(0);
    const recorder = await listen(addressOf(standIn));
    servers.push(recorder, standIn);
    const url = addressOf(recorder);
    await fetch(`${addressOf(standIn)}/stand-in`, { method: 'POST', body: JSON.stringify({ indexLagMs: 0 }) });
    const fields = { customfield_10010: 'a value', customfield_10011: 7 };
    const { jira } = PolicySchema.parse({
      services: {},
      integrations: {
        jira: {
          baseUrl: url,
          projectKey: 'SHOP',
          components: ['checkout'],
          fields,
          escalatedPriority: 'Highest',
          escalatedAssignee: 'a1',
        },
      },
    }).integrations;
    if (jira === undefined) throw new Error('jira is on');
    const client = jiraTransport(url, async () => ({ email: 'a@example.test', apiToken: 'token' }));
    const tickets = jiraTicketing(client, jira, 'https://console.test/');
    const incident = anIncident({ title: HOSTILE });
    const key = await tickets.open(incident, { headline: HOSTILE, lines: [HOSTILE, '', HOSTILE] });
    await tickets.find(incident.id);
    await tickets.move(key, 'diagnosing');
    await tickets.comment(key, 2, { headline: HOSTILE, lines: Array.from({ length: 50 }, () => HOSTILE) });
    await tickets.hasComment(key, 2);
    await tickets.handOver(key);
    await tickets.link(key, incident);
    await jiraTicketReader(client).ticket(key);
    await jiraTicketReader(client).comment(key, '1');
  });

  afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

  it('are as Jira’s own description has them', () => {
    const { problemsOf } = openApi('jira-cloud-v3-slim-openapi.json');

    expect(exchanges.length).toBeGreaterThan(10);
    expect(exchanges.flatMap(problemsOf)).toEqual([]);
  });

  it('are described at all: another request is told apart', () => {
    const { problemsOf } = openApi('jira-cloud-v3-slim-openapi.json');
    const wrong = {
      method: 'POST',
      path: '/rest/api/3/issue',
      body: { fields: 'none' },
      status: 201,
      answer: { id: 7 },
    };

    expect(problemsOf(wrong).length).toBeGreaterThan(1);
    expect(problemsOf({ method: 'POST', path: '/rest/api/3/nothing', status: 200 })).toHaveLength(1);
  });

  it('carry documents that Atlassian’s schema takes, whatever an alert says', () => {
    const documents = exchanges.flatMap(({ body }) => documentsIn(body));

    expect(documents).toHaveLength(2);
    expect(documents.flatMap(documentProblems)).toEqual([]);
    expect(documentProblems({ type: 'doc', version: 1, content: [{ type: 'text', text: '' }] })).not.toEqual([]);
  });
});

const documentsIn = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'type' in value && value.type === 'doc' ? [value] : Object.values(value).flatMap(documentsIn);
};
