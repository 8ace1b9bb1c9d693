import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeClient } from '../../../cli/client.ts';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import type { Approval } from '../../../functions/core/domain/approval.ts';
import { ROLES } from '../../../functions/core/domain/role.ts';
import { anApiServer } from '../../support/api-server.ts';
import { aDraft, anAlert, anAlertGroup, anApproval, anOpening, aPlan } from '../../support/builders.ts';

const DIGEST = aPlan().digest;
const ASKED = 'INC-01KJQ00000000000000000ASKD';
let server: Awaited<ReturnType<typeof anApiServer>>;
let id = '';

/** An incident about whose plan people are asked. */
const asking = async (part: Partial<Approval> = {}) => {
  const { incidents: store, clock } = server;
  const opened = await store.open(
    anOpening({ id: ASKED }, anAlertGroup({ groupKey: 'asked', alerts: [anAlert({ fingerprint: 'asked' })] })),
  );
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const started = await store.commit(opened.incident, { to: 'diagnosing', entries: [aDraft()] });
  if (started.outcome !== 'written') throw new Error(started.outcome);
  const now = clock().toISOString();
  const deadline = new Date(clock().getTime() + 300_000).toISOString();
  const asked = await store.commit(started.incident, {
    to: 'awaiting_approval',
    entries: [aDraft({ kind: 'approval.asked' })],
    plan: aPlan({ decision: 'ask', madeAt: now }),
    approval: anApproval({ planDigest: DIGEST, askedAt: now, deadline, ...part }),
  });
  if (asked.outcome !== 'written') throw new Error(asked.outcome);
  return asked.incident.id;
};

beforeEach(async () => {
  server = await anApiServer();
  id = await asking();
});

afterEach(() => server.close());

const post = async (body: unknown, token = 'approver', path = `/incidents/${id}/approvals`) => {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.stringify(await answer.json()) };
};

const APPROVE = { decision: 'approve', planDigest: DIGEST };

describe('POST /incidents/{id}/approvals', () => {
  it('counts the decision of an approver, with who, when, how and why', async () => {
    const { status, body } = await post({ ...APPROVE, comment: 'saw it', via: 'console' });

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      status: 'approved',
      votes: [{ subject: 'the approver', decision: 'approved', via: 'console', comment: 'saw it' }],
    });
  });

  it.each(ROLES.filter((role) => role !== 'approver' && role !== 'admin'))('refuses a %s', async (role) => {
    expect((await post(APPROVE, role)).status).toBe(403);
  });

  it('lets the runbook run by itself for a while, when the approval says so', async () => {
    const { body } = await post({ ...APPROVE, grantSeconds: 7_200, comment: 'seen often' });

    const [grant] = await server.grants.all();
    expect(grant).toMatchObject({
      fault: 'database-timeout',
      service: 'checkout',
      by: 'the approver',
      reason: 'seen often',
    });
    expect(JSON.parse(body)).toMatchObject({ status: 'approved', grant: { id: grant?.id } });
    expect(server.memory.incidents.get(ASKED)?.timeline.at(-1)).toMatchObject({ kind: 'grant.given' });
  });

  it.each([
    ['a denial', { decision: 'deny', planDigest: DIGEST }],
    ['a stale plan', { ...APPROVE, planDigest: 'stale' }],
  ])('lets nothing run by %s', async (_, body) => {
    await post({ ...body, grantSeconds: 7_200 });

    expect(await server.grants.all()).toEqual([]);
  });

  it('lets nothing run before a quorum has approved', async () => {
    await server.close();
    server = await anApiServer();
    id = await asking({ quorum: 2 });
    await post({ ...APPROVE, grantSeconds: 7_200 });

    expect(await server.grants.all()).toEqual([]);
    await post({ ...APPROVE, grantSeconds: 7_200 }, 'admin');
    expect(await server.grants.all()).toMatchObject([{ by: 'the admin' }]);
  });

  it('refuses without a token', async () => {
    expect((await post(APPROVE, 'nonsense')).status).toBe(401);
  });

  it('refuses a decision on another plan, and names the one that is asked about', async () => {
    const { status, body } = await post({ ...APPROVE, planDigest: 'stale' });

    expect(status).toBe(409);
    expect(body).toContain(DIGEST);
  });

  it('refuses a second decision', async () => {
    await post(APPROVE);

    expect(await post({ ...APPROVE, decision: 'deny' }, 'admin')).toMatchObject({
      status: 409,
      body: expect.stringContaining('decided already: approved'),
    });
  });

  it('refuses the approval of whoever asked for the plan', async () => {
    await server.close();
    server = await anApiServer();
    id = await asking({ askedBy: 'the approver' });

    expect((await post(APPROVE)).status).toBe(403);
    expect((await post(APPROVE, 'admin')).status).toBe(200);
  });

  it('refuses a decision on an incident about which nobody is asked', async () => {
    const [other] = server.record.incidents;

    expect((await post(APPROVE, 'approver', `/incidents/${other?.incident.id}/approvals`)).status).toBe(409);
  });

  it.each(['INC-01KJQ000000000000000000099', 'nonsense'])('answers 404 for %s', async (unknown) => {
    expect((await post(APPROVE, 'approver', `/incidents/${unknown}/approvals`)).status).toBe(404);
  });

  it.each([
    [{ decision: 'perhaps', planDigest: DIGEST }, 'decision'],
    [{ decision: 'approve' }, 'planDigest'],
    [{ ...APPROVE, via: 'slack' }, 'via'],
    [{ ...APPROVE, comment: 'x'.repeat(10_000) }, 'comment'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = await post(body);

    expect(answer.status).toBe(422);
    expect(answer.body).toContain(`"field":"${field}"`);
  });
});

describe('approve and deny', () => {
  const run = async (...words: readonly string[]) => {
    const out: string[] = [];
    const code = await runCommandLine([...words], {
      stack: () => ({ apiUrl: server.url, tokenFor: (role) => role }),
      write: (text) => void out.push(text),
      complain: (text) => void out.push(text),
      paint: noPaint,
    });
    return { code, out: out.join('\n') };
  };

  it('decide on the plan that is shown, under the name of the token', async () => {
    expect(await run('approve', id, '--comment', 'go')).toEqual({ code: 0, out: `${id} approved  (1 of 1 approved)` });

    const { approvals } = await makeClient({ apiUrl: server.url, tokenFor: (role) => role }).incident(id);
    expect(approvals).toMatchObject([{ votes: [{ subject: 'the approver', via: 'cli', comment: 'go' }] }]);
  });

  it('are told with the incident', async () => {
    await run('approve', id, '--comment', 'go');

    expect((await run('incident', id)).out).toMatch(/Who was asked\n +approved .*\n.*the approver approved by cli: go/);
  });

  it('deny', async () => {
    expect(await run('deny', id)).toMatchObject({ code: 0, out: expect.stringContaining('denied') });
  });

  it('fail on a plan that changed since it was looked at', async () => {
    expect(await run('approve', id, '--plan', 'older')).toMatchObject({
      code: 1,
      out: expect.stringContaining('the plan changed'),
    });
  });

  it('fail on what was decided already', async () => {
    await run('deny', id);

    expect(await run('approve', id)).toMatchObject({ code: 1, out: expect.stringContaining('decided already') });
  });

  it('let it run by itself for a while', async () => {
    expect((await run('approve', id, '--for', '2h')).out).toContain('runs by itself until');
  });

  it('are JSON for scripts', async () => {
    expect(JSON.parse((await run('approve', id, '--json')).out)).toMatchObject({ status: 'approved' });
  });
});
