import { describe, expect, it } from 'vitest';
import type { IncidentId } from '../../../../functions/core/domain/incident.ts';
import { makeDryRunPlan } from '../../../../functions/core/usecases/dry-run-plan.ts';
import { aBrake, aDraft, aPolicy } from '../../../support/builders.ts';
import { acting } from './acting.ts';
import { badRelease, down, withMode } from './planning.ts';
import {
  allowed,
  aStage,
  commit,
  explained,
  hurtDatabase,
  hurtRelease,
  moved,
  opened,
  type Stage,
  wholeOf,
} from './stage.ts';

/** Everything that a dry run must leave as it is. */
const untouched = (stage: Stage) => ({
  record: structuredClone([...stage.memory.incidents.values()]),
  locks: [...stage.memory.locks],
  ran: [...stage.runners.postgres.ran, ...stage.runners.lambda.ran],
});

const dryRun = async (stage: Stage, id: IncidentId) => {
  const before = untouched(stage);
  const answer = await makeDryRunPlan(stage)(id);
  expect(untouched(stage)).toEqual(before);
  return answer;
};

describe('a dry run', () => {
  it('tells targets, values before and after, the undoing, the verification and every rule; and touches nothing', async () => {
    const stage = hurtRelease(aStage());
    const incident = await explained(stage, badRelease);

    const answer = await dryRun(stage, incident.id);

    expect(answer).toMatchObject({
      outcome: 'allow',
      says: [expect.stringMatching(/^Will point the alias back/)],
      plan: {
        decision: 'allow',
        steps: [
          {
            target: 'lambda:storefront-payments:live',
            before: { version: '2' },
            after: { version: '1' },
            ending: { kind: 'inverse', operation: 'point-alias' },
          },
        ],
      },
    });
    expect(answer?.plan?.rules.length).toBeGreaterThan(3);
    expect(answer?.plan?.recoveredWhen.length).toBeGreaterThan(0);
  });

  it.each([
    ['ask', 'approve'],
    ['observe', 'observe'],
  ] as const)('says %s where the mode is %s', async (outcome, mode) => {
    const stage = hurtDatabase(aStage(withMode('database', mode)));
    const incident = await explained(stage);

    expect(await dryRun(stage, incident.id)).toMatchObject({ outcome, plan: { decision: outcome } });
  });

  it('says deny while a brake is engaged, and whose it is', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    await stage.brakes.move(aBrake());

    const answer = await dryRun(stage, incident.id);

    expect(answer).toMatchObject({ outcome: 'deny' });
    expect(answer?.says.join()).toContain('engaged by robin');
  });

  it('denies what it cannot read', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    stage.sessions.failing = down('database');

    expect(await dryRun(stage, incident.id)).toMatchObject({ outcome: 'deny' });
  });

  it('shows the next rung once the first one was tried, also of an incident that was handed over', async () => {
    const { services } = aPolicy();
    const checkout = { mode: 'auto' as const, calls: [], ...services['checkout'] };
    const admin = { urls: ['http://127.0.0.1:8082'], key: 'admin' };
    const policy = aPolicy({ services: { ...services, checkout: { ...checkout, admin } } });
    const made = hurtDatabase(aStage(policy));
    const http = { connector: 'http' as const, look: async () => ({ state: [{ generation: 1 }] }) };
    const stage = { ...made, readers: [...made.readers, http] };
    const incident = await allowed(stage);
    await acting(stage)(incident.id, 1, 0);
    await moved(stage, (await wholeOf(stage, incident)).incident, 'escalated');

    const answer = await dryRun(stage, incident.id);

    expect(answer?.plan?.rung ?? answer).toMatchObject({ number: 2, id: 'recycle-pool' });
  });

  it('says of what was righted that nothing is left to do, until somebody takes back what was done', async () => {
    const stage = hurtDatabase(aStage());
    const resolved = await moved(stage, await allowed(stage), 'verifying', 'resolved');
    const verified = aDraft({ kind: 'verification.verified', reason: 'recovery_measured' });
    const closed = await commit(stage, resolved, {
      to: 'closed',
      entries: [verified],
      facts: { endedFor: 'recovery_measured' },
    });
    expect(await dryRun(stage, closed.id)).toMatchObject({ outcome: 'righted' });

    await commit(stage, closed, { entries: [aDraft({ kind: 'rollback.done', reason: undefined })] });
    expect(await dryRun(stage, closed.id)).not.toMatchObject({ outcome: 'righted' });
  });

  it('has nothing to plan for while no cause is known', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await opened(stage);

    expect(await dryRun(stage, incident.id)).toMatchObject({ outcome: 'undiagnosed' });
  });

  it('knows no incident that is not there', async () => {
    expect(await makeDryRunPlan(aStage())('INC-01KJQ000000000000000000077')).toBeUndefined();
  });
});
