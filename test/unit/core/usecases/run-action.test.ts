import { describe, expect, it } from 'vitest';
import { ContractViolation, DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeRunAction } from '../../../../functions/core/usecases/run-action.ts';
import { aBrake, anAliasStep, aPlan, aPolicy, aStep } from '../../../support/builders.ts';
import { acting, anotherHolds, payments, ready } from './acting.ts';
import { allowed, aStage, commit, explained, kindsOf, moved, type Stage, wholeOf } from './stage.ts';

describe('running a step', () => {
  it('goes through the gate, acts once on the planned target and writes down what it met and changed', async () => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = { outcome: 'done', found: { sessions: 1 }, changed: { terminated: [4711] } };

    expect(await act(incident.id, 1, 0)).toBe('done');

    const whole = await wholeOf(stage, incident);
    const key = `${incident.id}/1/terminate-idle-sessions`;
    expect(stage.runners.postgres.ran).toEqual([{ step: { ...aStep(), before: { idleInTransaction: 0 } }, key }]);
    expect(whole.actions).toMatchObject([
      { key, result: 'done', found: { sessions: 1 }, changed: { terminated: [4711] }, endedAt: expect.any(String) },
    ]);
    expect(kindsOf(whole).slice(-2)).toEqual(['action.started', 'action.done']);
    expect(whole.incident.locks).toEqual([aStep().target]);
  });

  it('writes `started` before it touches anything', async () => {
    const { stage, incident, act } = await ready();
    const run = stage.runners.postgres.run;
    let before: readonly string[] = [];
    stage.runners.postgres.run = async (...asked) => {
      before = kindsOf(await wholeOf(stage, incident));
      return run(...asked);
    };

    await act(incident.id, 1, 0);

    expect(before.at(-1)).toBe('action.started');
  });

  it('is skipped when the target is already as it should be', async () => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = { outcome: 'skipped', found: {}, why: 'no such session is left' };

    expect(await act(incident.id, 1, 0)).toBe('skipped');
    expect((await wholeOf(stage, incident)).timeline.at(-1)).toMatchObject({ kind: 'action.skipped' });
  });

  it.each([
    ['what it tells', { outcome: 'failed', found: {}, error: 'not allowed' } as const, 'not allowed'],
    ['a target that does not answer', new DependencyUnavailable('database', 'down'), 'database: down'],
    ['parameters that do not fit', new ContractViolation('no session is named'), 'no session is named'],
  ])('fails with %s, and the reason is kept', async (_, answer, error) => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = answer;

    expect(await act(incident.id, 1, 0)).toBe('failed');

    const whole = await wholeOf(stage, incident);
    expect(whole.actions).toMatchObject([{ result: 'failed', error }]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'action.failed', reason: 'action_failed' });
  });

  it('fails when no connector is there for it', async () => {
    const stage = aStage();
    const incident = await allowed(stage);
    const act = makeRunAction({ ...stage, runners: [stage.runners.lambda], leaseSeconds: 30 });

    expect(await act(incident.id, 1, 0)).toBe('failed');
    expect(stage.runners.lambda.ran).toEqual([]);
  });

  it('runs each step of a plan under its own key', async () => {
    const second = anAliasStep();
    const { stage, incident, act } = await ready(aPlan({ steps: [aStep(), second] }));
    payments(stage).points('2', 'r2');

    expect([await act(incident.id, 1, 0), await act(incident.id, 1, 1)]).toEqual(['done', 'done']);
    expect(stage.runners.lambda.ran).toEqual([{ step: second, key: `${incident.id}/1/restore-version` }]);
    expect((await wholeOf(stage, incident)).incident.locks).toEqual([aStep().target, second.target]);
  });

  it('refuses a step that the plan does not have, and touches nothing', async () => {
    const { stage, incident, act } = await ready();

    await expect(act(incident.id, 1, 1)).rejects.toThrow('step 1 was asked for, the plan has 1');
    await expect(act(incident.id, 1, -1)).rejects.toThrow(ContractViolation);
    expect(stage.runners.postgres.ran).toEqual([]);
  });

  it('fails rather than walk away from an incident that may be acted on but has no plan', async () => {
    const stage = aStage();
    const incident = await moved(stage, await explained(stage), 'mitigating');

    await expect(acting(stage)(incident.id, 1, 0)).rejects.toThrow('the plan has none');
  });
});

describe('the gate', () => {
  it.each([
    ['the global brake is engaged', (stage: Stage) => stage.brakes.move(aBrake()), 'brake_engaged'],
    [
      'the brake of the service is engaged',
      (stage: Stage) => stage.brakes.move(aBrake({ scope: 'checkout' })),
      'brake_engaged',
    ],
    ['another incident holds the target', async (stage: Stage) => anotherHolds(stage, aStep().target), 'target_locked'],
    [
      'the policy is another than the one that was judged',
      async (stage: Stage) => {
        stage.memory.policy = aPolicy({ digest: 'q'.repeat(64) });
      },
      'policy_missing',
    ],
    [
      'there is no policy any more',
      async (stage: Stage) => {
        stage.memory.policy = undefined;
      },
      'policy_missing',
    ],
  ] as const)('refuses when %s, and nothing is touched', async (_, happens, reason) => {
    const { stage, incident, act } = await ready();
    await happens(stage);

    expect(await act(incident.id, 1, 0)).toBe('refused');

    const whole = await wholeOf(stage, incident);
    expect(stage.runners.postgres.ran).toEqual([]);
    expect(whole.actions).toEqual([]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'action.refused', reason });
  });

  it('lets a step through although an alert joined since the incident was read', async () => {
    const { stage, incident, act } = await ready();
    const start = stage.gate.start;
    stage.gate.start = async (request) => {
      stage.gate.start = start;
      await commit(stage, request.before, {});
      return start(request);
    };

    expect(await act(incident.id, 1, 0)).toBe('done');
    expect(stage.runners.postgres.ran).toHaveLength(1);
  });

  it('lets nothing through once the incident was handed over', async () => {
    const { stage, incident, act } = await ready();
    const start = stage.gate.start;
    stage.gate.start = async (request) => {
      stage.gate.start = start;
      await commit(stage, request.before, { to: 'escalated' });
      return start(request);
    };

    expect(await act(incident.id, 1, 0)).toBe('superseded');
    expect(stage.runners.postgres.ran).toEqual([]);
  });

  it('is given up on when the incident never holds still', async () => {
    const { stage, incident, act } = await ready();
    stage.gate.start = async () => ({ outcome: 'conflict' });

    await expect(act(incident.id, 1, 0)).rejects.toThrow(DependencyUnavailable);
    expect(stage.runners.postgres.ran).toEqual([]);
    expect((await wholeOf(stage, incident)).actions).toEqual([]);
  });
});
