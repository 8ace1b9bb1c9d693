import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/core/domain/alert.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import { RUNBOOKS } from '../../../functions/core/runbooks/index.ts';
import { makePlanMitigation } from '../../../functions/core/usecases/plan-mitigation.ts';
import { makeRequestApproval } from '../../../functions/core/usecases/request-approval.ts';
import { aDiagnosis, aDraft, anAlert, anAlertGroup, anIdleSession, anOpening } from '../../support/builders.ts';
import { bodyOf } from '../../support/http.ts';
import { anApi } from './an-api.ts';

const BECAUSE = { because: 'D1-H1-C1 says so' };

/** An incident that was handed to people, and what of it still fires. */
const handedOver = async (part: Partial<Alert> = {}) => {
  const api = anApi();
  const { incidents, ids } = api;
  const group = anAlertGroup({ groupKey: 'handed', alerts: [anAlert(part)] });
  const opened = await incidents.open(anOpening({ id: ids.incident() }, group));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const handed = await incidents.commit(opened.incident, {
    to: 'escalated',
    entries: [aDraft({ kind: 'incident.escalated', reason: 'approval_expired' })],
    facts: { endedFor: 'approval_expired' },
  });
  if (handed.outcome !== 'written') throw new Error(handed.outcome);
  return { ...api, id: handed.incident.id };
};

const proposedIn = (answer: Parameters<typeof bodyOf>[0]) => bodyOf(answer) as { id: IncidentId; status: string };

describe('POST /incidents/{id}/proposals', () => {
  it('takes up what was handed to people: a linked incident holds what fires, and the workflow begins', async () => {
    const { as, id, incidents, workflow } = await handedOver();

    const answer = await as('rob', 'POST', `/incidents/${id}/proposals`, { json: BECAUSE });

    expect(answer.statusCode).toBe(201);
    const taken = proposedIn(answer);
    const whole = await incidents.readWhole(taken.id);
    expect(whole?.incident).toMatchObject({ openedFor: 'proposed', linkedTo: id, proposedBy: 'rob', status: 'open' });
    expect(whole?.alerts).toMatchObject([{ status: 'firing' }]);
    expect(whole?.timeline[0]).toMatchObject({ actor: 'person:rob', reason: 'proposed', data: BECAUSE });
    expect(workflow.started).toEqual([expect.objectContaining({ id: taken.id })]);
    expect(await incidents.read(id)).toMatchObject({ status: 'escalated' });
  });

  it.each([
    ['undefined, whichever the evidence names', undefined, 'ask', 'proposed'],
    ['what the evidence names', 'database-timeout', 'ask', 'proposed'],
    ['another than the evidence names', 'api-503', 'deny', 'proposal_differs'],
  ])('makes a plan that is never simply allowed, for a runbook that is %s', async (_, fault, decision, reason) => {
    const { as, id, incidents, ...world } = await handedOver();
    world.sessions.databases.set('database', [anIdleSession()]);
    const { id: taken } = proposedIn(
      await as('rob', 'POST', `/incidents/${id}/proposals`, { json: { ...BECAUSE, fault } }),
    );
    const opened = await incidents.read(taken);
    const started = opened && (await incidents.commit(opened, { to: 'diagnosing', entries: [aDraft()] }));
    if (started?.outcome !== 'written') throw new Error('not written');
    await incidents.commit(started.incident, {
      entries: [aDraft({ kind: 'diagnosis.explained' })],
      diagnosis: aDiagnosis(),
    });

    const deps = { ...world, store: incidents, policies: world.policy };
    await makePlanMitigation({ ...deps, runbooks: RUNBOOKS })(taken, 1);

    const plan = (await incidents.readWhole(taken))?.plans.at(-1);
    expect(plan?.decision).toBe(decision);
    expect(plan?.rules).toContainEqual(expect.objectContaining({ rule: 'proposal', decision, reason }));
    await makeRequestApproval(deps)(taken, 1, world.waiting.wait('token'));
    const asked = (await incidents.readWhole(taken))?.approvals.map(({ askedBy }) => askedBy);
    expect(asked).toEqual(decision === 'ask' ? ['rob'] : []);
  });

  it('lets nobody approve what they proposed themselves', async () => {
    const { as, id, incidents, ...world } = await handedOver();
    world.sessions.databases.set('database', [anIdleSession()]);
    const { id: taken } = proposedIn(await as('ada', 'POST', `/incidents/${id}/proposals`, { json: BECAUSE }));
    const opened = await incidents.read(taken);
    const started = opened && (await incidents.commit(opened, { to: 'diagnosing', entries: [aDraft()] }));
    if (started?.outcome !== 'written') throw new Error('not written');
    const entries = [aDraft({ kind: 'diagnosis.explained' })] as const;
    await incidents.commit(started.incident, { entries, diagnosis: aDiagnosis() });
    const deps = { ...world, store: incidents, policies: world.policy };
    await makePlanMitigation({ ...deps, runbooks: RUNBOOKS })(taken, 1);
    await makeRequestApproval(deps)(taken, 1, world.waiting.wait('token'));
    const planDigest = (await incidents.readWhole(taken))?.plans.at(-1)?.digest;

    const own = await as('ada', 'POST', `/incidents/${taken}/approvals`, { json: { decision: 'approve', planDigest } });
    const again = await as('ada', 'POST', `/incidents/${taken}/proposals`, { json: BECAUSE });

    expect(own.statusCode).toBe(403);
    expect([again.statusCode, proposedIn(again).id]).toEqual([200, taken]);
  });

  it('refuses what is not in people’s hands, no longer fires, or is open elsewhere', async () => {
    const resolved = await handedOver({ status: 'resolved', endsAt: '2026-03-02T10:00:00.000Z' });
    const { as, id, opened } = await handedOver();
    const other = await opened();
    await as('rob', 'POST', `/incidents/${id}/proposals`, { json: BECAUSE });

    const answers = await Promise.all([
      resolved.as('rob', 'POST', `/incidents/${resolved.id}/proposals`, { json: BECAUSE }),
      as('rob', 'POST', `/incidents/${other.id}/proposals`, { json: BECAUSE }),
      as('rob', 'POST', `/incidents/${id}/proposals`, { json: BECAUSE }),
      as('rob', 'POST', '/incidents/INC-01KJQ000000000000000009999/proposals', { json: BECAUSE }),
      as('rob', 'POST', `/incidents/${id}/proposals`, { json: { ...BECAUSE, fault: 'reboot' } }),
      as('rob', 'POST', `/incidents/${id}/proposals`, { json: {} }),
      as('vera', 'POST', `/incidents/${id}/proposals`, { json: BECAUSE }),
    ]);

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, 409, 409, 404, 422, 422, 403]);
  });
});
