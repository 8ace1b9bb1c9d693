import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import { DryRunView } from '../../../functions/core/contracts/dry-run.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import { anApiServer } from '../../support/api-server.ts';
import { anAction, anAliasStep, aPlan } from '../../support/builders.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const idOf = (which: number): IncidentId => server.record.incidents[which]?.incident.id ?? 'INC-';
const CLOSED = 0;
const OPEN = 2;

const ask = async (method: 'GET' | 'POST', path: string, token: string, body?: unknown) => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
};

const run = async (line: string) => {
  const out: string[] = [];
  const code = await runCommandLine(line.split(' '), {
    stack: () => ({ apiUrl: server.url, tokenFor: (role) => role }),
    write: (text) => void out.push(text),
    complain: (text) => void out.push(text),
    paint: noPaint,
  });
  return { code, out: out.join('\n') };
};

/** Makes what was done about the closed incident something that has an inverse. */
const invertible = (): IncidentId => {
  const id = idOf(CLOSED);
  const whole = server.memory.incidents.get(id);
  if (whole === undefined) throw new Error(`${id} is not there`);
  const plan = aPlan({ digest: '7'.repeat(64), steps: [anAliasStep()] });
  const action = anAction({
    key: `${id}/1/restore-version`,
    step: 'restore-version',
    planDigest: plan.digest,
    target: anAliasStep().target,
    result: 'done',
    endedAt: '2026-03-02T10:00:02.000Z',
    snapshot: { version: '2', weights: {} },
  });
  server.memory.incidents.set(id, { ...whole, plans: [...whole.plans, plan], actions: [...whole.actions, action] });
  return id;
};

describe('POST /incidents/{id}/undo', () => {
  it('is accepted from an approver, under their name, and starts an attempt', async () => {
    const id = invertible();

    const answer = await ask('POST', `/incidents/${id}/undo`, 'approver', { comment: 'it is needed' });

    expect(answer).toMatchObject({ status: 202, body: { id, attempt: 2 } });
    expect(server.workflow.started).toEqual([{ id, attempt: 2, undo: true }]);
    expect(server.memory.incidents.get(id)?.timeline.at(-1)).toMatchObject({ actor: 'person:the approver' });
  });

  it.each(['viewer', 'responder'])('refuses a %s, and starts nothing', async (role) => {
    expect(await ask('POST', `/incidents/${invertible()}/undo`, role, {})).toMatchObject({ status: 403 });
    expect(server.workflow.started).toEqual([]);
  });

  it('refuses in words while the machine is at work, and when there is nothing to undo', async () => {
    expect(await ask('POST', `/incidents/${idOf(OPEN)}/undo`, 'approver', {})).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('the incident is open') },
    });
    expect(await ask('POST', `/incidents/${idOf(CLOSED)}/undo`, 'approver', {})).toMatchObject({ status: 409 });
  });

  it.each(['INC-01KJQ000000000000000000099', 'nonsense'])('answers 404 for %s', async (id) => {
    expect(await ask('POST', `/incidents/${id}/undo`, 'approver', {})).toMatchObject({ status: 404 });
  });
});

describe('GET /incidents/{id}/plan', () => {
  it('is a dry run for viewers', async () => {
    const answer = await ask('GET', `/incidents/${idOf(CLOSED)}/plan`, 'viewer');

    expect(answer.status).toBe(200);
    expect(DryRunView.parse(answer.body)).toEqual(answer.body);
  });

  it('answers 404 for an incident that is not there', async () => {
    expect(await ask('GET', '/incidents/INC-01KJQ000000000000000000099/plan', 'viewer')).toMatchObject({ status: 404 });
  });
});

describe('the command line', () => {
  it('undoes', async () => {
    const id = invertible();

    const { code, out } = await run(`undo ${id} --comment because`);

    expect([code, out.split('\n')[0]]).toEqual([0, `${id}: taking back what was done`]);
  });

  it('exits 1 with the reason when there is nothing to undo', async () => {
    const { code, out } = await run(`undo ${idOf(CLOSED)}`);

    expect(code).toBe(1);
    expect(out).toContain('nothing that was done can be taken back');
  });

  it('tells a dry run in words', async () => {
    const { code, out } = await run(`plan ${idOf(OPEN)}`);

    expect(code).toBe(0);
    expect(out).toContain('nothing was touched');
  });
});
