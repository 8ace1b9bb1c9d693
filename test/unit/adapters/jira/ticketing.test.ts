import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jiraTicketing, labelOf } from '../../../../functions/adapters/jira/ticketing.ts';
import { jiraTransport } from '../../../../functions/adapters/jira/transport.ts';
import { PolicySchema } from '../../../../functions/core/contracts/policy.ts';
import { serveJira } from '../../../../localstack/jira/serve.ts';
import { anIncident } from '../../../support/builders.ts';

let server: Server;
let url: string;

beforeEach(async () => {
  server = await serveJira(0);
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  await control({ indexLagMs: 0 });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const control = (body: unknown) => fetch(`${url}/stand-in`, { method: 'POST', body: JSON.stringify(body) });

const theIssue = async () => {
  const answer: unknown = await (await fetch(`${url}/stand-in`)).json();
  return Seen.parse(answer).issues[0];
};

const tickets = () => {
  const { jira } = PolicySchema.parse({
    services: {},
    integrations: { jira: { baseUrl: url, projectKey: 'SHOP', escalatedPriority: 'Highest' } },
  }).integrations;
  if (jira === undefined) throw new Error('jira is on');
  return jiraTicketing(
    jiraTransport(url, async () => ({ email: 'a@example.test', apiToken: 'token' })),
    jira,
    'https://console.test/',
  );
};

const Seen = z.object({
  issues: z.array(
    z.looseObject({ fields: z.record(z.string(), z.unknown()), history: z.array(z.object({ to: z.string() })) }),
  ),
});

const HOSTILE = '</script>{code}[~accountid:x] @here \u202e\u0000 "quoted" \ud800';

describe('tickets in Jira', () => {
  it('are made with label, priority and description, and found again by them', async () => {
    const incident = anIncident();
    const key = await tickets().open(incident, { headline: 'two alerts fired', lines: ['a', 'b'] });

    expect(await theIssue()).toMatchObject({
      key,
      fields: { labels: [labelOf(incident.id), 'selfright'], priority: { name: 'High' }, status: { name: 'To Do' } },
    });
    expect(await tickets().find(incident.id)).toBe(key);
    expect(await tickets().find('INC-01KJQ000000000000000000009')).toBeUndefined();
  });

  it('are not found when somebody else only labelled theirs alike', async () => {
    const { id } = anIncident();
    await fetch(`${url}/rest/api/3/issue`, {
      method: 'POST',
      headers: { authorization: 'Basic x' },
      body: JSON.stringify({
        fields: { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'x', labels: [labelOf(id)] },
      }),
    });

    expect(await tickets().find(id)).toBeUndefined();
  });

  it('move by the ways that their status has, and say so when there is none', async () => {
    const key = await tickets().open(anIncident(), { headline: 'x', lines: [] });

    expect(await tickets().move(key, 'closed')).toBe('no_way');
    expect(await tickets().move(key, 'diagnosing')).toBe('moved');
    expect(await tickets().move(key, 'mitigating')).toBe('there');
    expect(await tickets().move(key, 'awaiting_approval')).toBe('moved');
    expect(await tickets().move(key, 'mitigating')).toBe('moved');
    expect(await tickets().move(key, 'closed')).toBe('moved');
    expect((await theIssue())?.history.map(({ to }) => to)).toEqual([
      ...['To Do', 'In Progress', 'Waiting for approval', 'In Progress', 'Done'],
    ]);
  });

  it('know which entries they tell already', async () => {
    const key = await tickets().open(anIncident(), { headline: 'x', lines: [] });
    await tickets().comment(key, 7, { headline: 'did it', lines: [HOSTILE] });

    expect(await tickets().hasComment(key, 7)).toBe(true);
    expect(await tickets().hasComment(key, 8)).toBe(false);
  });

  it('take hostile text as text', async () => {
    await tickets().open(anIncident({ title: HOSTILE }), { headline: HOSTILE, lines: [HOSTILE.repeat(500)] });

    const text = JSON.stringify(await theIssue());
    expect(text).toContain('{code}[~accountid:x]');
    expect(text).not.toMatch(/\\u202e|\\u0000|\u202e/);
    expect(text).not.toContain('"mention"');
  });

  it('get the priority of what was handed over', async () => {
    const key = await tickets().open(anIncident(), { headline: 'x', lines: [] });
    await tickets().handOver(key);

    expect((await theIssue())?.fields['priority']).toEqual({ name: 'Highest' });
  });

  it.each(['down', 'broken', 'lose-answers'])('fail as unavailable when Jira is %s', async (mode) => {
    await control({ mode });

    await expect(tickets().open(anIncident(), { headline: 'x', lines: [] })).rejects.toMatchObject({
      name: 'DependencyUnavailable',
    });
  });

  it('hand on how long Jira asks to be left alone', async () => {
    await control({ mode: 'rate-limited' });

    await expect(tickets().find(anIncident().id)).rejects.toMatchObject({ retryAfterSeconds: 2 });
  });
});
