import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../functions/core/domain/diagnosis.ts';
import { makePlanMitigation } from '../../../../functions/core/usecases/plan-mitigation.ts';
import { aBrake, aDiagnosis, anIdleSession, aPolicy } from '../../../support/builders.ts';
import { badRelease, planned } from './planning.ts';
import { aStage, commit, explained, hurtDatabase, hurtRelease, kindsOf, moved, wholeOf } from './stage.ts';

describe('planning', () => {
  it('binds the steps to exactly the sessions that are there now', async () => {
    const { answer, plan, whole } = await planned(hurtDatabase(aStage()));

    expect(answer).toEqual({ outcome: 'allow', steps: 1, settleSeconds: 2 });
    expect(plan?.steps).toMatchObject([
      {
        operation: 'terminate-idle-sessions',
        target: 'postgres:database/checkout-*',
        parameters: { connection: 'database', sessions: [{ pid: 4711 }, { pid: 4712 }] },
        before: { idleInTransaction: 2 },
      },
    ]);
    expect(whole.incident.status).toBe('mitigating');
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'plan.allowed', status: 'mitigating' });
  });

  it('binds the alias to the version that answered well, at the revision that was seen', async () => {
    const { plan } = await planned(hurtRelease(aStage()), badRelease);

    expect(plan?.steps).toMatchObject([
      {
        target: 'lambda:storefront-payments:live',
        parameters: { functionName: 'storefront-payments', alias: 'live', version: '1', weights: {} },
        before: { version: '2', weights: {}, revision: 'r2' },
        after: { version: '1', weights: {} },
      },
    ]);
  });

  it('fixes what recovery will mean, with the queries filled in', async () => {
    const { plan } = await planned(hurtRelease(aStage()), badRelease);

    expect(plan?.probeUrl).toBe('http://127.0.0.1:8080/checkout/probe');
    expect(plan?.recoveredWhen.map(({ holdSeconds }) => holdSeconds)).toEqual([5, 5]);
    for (const { query } of plan?.recoveredWhen ?? []) expect(query).toContain('service="checkout"');
  });

  it('has the same digest for the same steps, and another for others', async () => {
    const one = await planned(hurtDatabase(aStage()));
    const same = await planned(hurtDatabase(aStage()));
    const stage = hurtDatabase(aStage());
    stage.sessions.databases.set('database', [anIdleSession()]);
    const fewer = await planned(stage);

    expect(one.plan?.digest).toBe(same.plan?.digest);
    expect(one.plan?.digest).not.toBe(fewer.plan?.digest);
  });

  it('waits whole seconds, since the machine knows no others', async () => {
    const stage = hurtDatabase(aStage(aPolicy({ timings: { ...aPolicy().timings, settle: 0.5 } })));

    expect((await planned(stage)).answer.settleSeconds).toBe(1);
  });
});

describe('planning again', () => {
  it('after a crash behind its write answers what was written, though the world has changed', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    const plan = makePlanMitigation(stage);
    const first = await plan(incident.id, 1);
    stage.sessions.databases.set('database', []);
    await stage.brakes.move(aBrake());

    expect(await plan(incident.id, 1)).toEqual(first);
    expect((await wholeOf(stage, incident)).plans).toHaveLength(1);
  });

  it('looks anew after a plan that was not allowed', async () => {
    const stage = hurtDatabase(aStage());
    await stage.brakes.move(aBrake());
    const incident = await explained(stage);
    const plan = makePlanMitigation(stage);
    await plan(incident.id, 1);
    await stage.brakes.move(aBrake({ engaged: false }));

    expect((await plan(incident.id, 1)).outcome).toBe('allow');
  });
});

describe('planning for what is no longer its own', () => {
  it.each(['resolved', 'escalated', 'closed'] as const)('is superseded when it is %s', async (status) => {
    const stage = hurtDatabase(aStage());
    const incident = await moved(stage, await explained(stage), status);

    expect((await makePlanMitigation(stage)(incident.id, 1)).outcome).toBe('superseded');
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('is superseded for another attempt', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);

    expect((await makePlanMitigation(stage)(incident.id, 2)).outcome).toBe('superseded');
  });

  it('is superseded when it was handed over while targets were looked for', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    const idle = stage.sessions.idleInTransaction;
    stage.sessions.idleInTransaction = async (...asked) => {
      await commit(stage, incident, { to: 'escalated' });
      return idle(...asked);
    };

    expect((await makePlanMitigation(stage)(incident.id, 1)).outcome).toBe('superseded');
    expect(kindsOf(await wholeOf(stage, incident))).not.toContain('plan.allowed');
  });

  it('fails rather than walk away from an incident that has no cause to plan for', async () => {
    const stage = hurtDatabase(aStage());
    const inconclusive: Diagnosis = { ...aDiagnosis(), outcome: 'inconclusive', reason: 'low_confidence' };
    const incident = await explained(stage, inconclusive);

    await expect(makePlanMitigation(stage)(incident.id, 1)).rejects.toThrow('no explained diagnosis');
  });

  it('denies without a policy', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    stage.memory.policy = undefined;

    expect((await makePlanMitigation(stage)(incident.id, 1)).outcome).toBe('deny');
    const { timeline, plans } = await wholeOf(stage, incident);
    expect(timeline.at(-1)).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable', status: 'diagnosing' });
    expect(plans).toEqual([]);
  });
});
