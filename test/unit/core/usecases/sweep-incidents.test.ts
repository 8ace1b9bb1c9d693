import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { isOver } from '../../../../functions/core/domain/incident.ts';
import { anAction } from '../../../support/builders.ts';
import { incidents, only } from './accepting.ts';
import { commit, kindsOf, moved, opened, wholeOf } from './stage.ts';
import { watching } from './watching.ts';

const PATH = ['diagnosing', 'mitigating', 'verifying', 'resolved'] as const;

/** An incident that was left after so many moves; what was its execution is nowhere. */
const left = async (steps: number) => {
  const watch = watching();
  const { stage } = watch;
  const incident = await moved(stage, await opened(stage), ...PATH.slice(0, steps));
  const sweep = async (after = 61) => {
    stage.clock.advance(after);
    return watch.sweep();
  };
  return { ...watch, incident, sweep };
};

describe('an incident whose execution is lost', () => {
  it('is started when it never was', async () => {
    const { stage, sweep } = await left(0);

    const swept = await sweep();

    expect(swept.fates).toEqual({ started: 1 });
    expect(stage.workflow.started).toEqual([{ id: only(stage).id, attempt: 1 }]);
  });

  it('begins anew with another attempt when it failed before anything was changed', async () => {
    const { stage, incident, sweep } = await left(1);
    stage.executions.end(incident.id, 1, 'FAILED');

    await sweep();

    expect(stage.workflow.started).toEqual([{ id: incident.id, attempt: 2 }]);
    expect(kindsOf(await wholeOf(stage, incident)).at(-1)).toBe('execution.restarted');
  });

  it('goes to people when something was changed', async () => {
    const { stage, incident, sweep } = await left(2);
    await commit(stage, incident, { action: anAction({ result: 'done' }) });

    await sweep();

    expect(only(stage)).toMatchObject({ status: 'escalated', endedFor: 'execution_lost' });
    expect(stage.pager.told).toHaveLength(1);
  });

  it('goes to people, and never begins anew, when somebody stopped it', async () => {
    const { stage, incident, sweep } = await left(1);
    stage.executions.end(incident.id, 1, 'ABORTED');

    await sweep();

    expect(only(stage)).toMatchObject({ status: 'escalated', endedFor: 'execution_aborted' });
    expect(stage.workflow.started).toEqual([]);
  });

  it('is closed when only the closing was lost', async () => {
    const { stage, sweep } = await left(4);

    await sweep();

    expect(only(stage)).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
  });

  it('is left alone while an action is leased, and while it was just touched', async () => {
    const { stage, incident, sweep } = await left(2);
    await commit(stage, incident, { action: anAction({ leaseUntil: '2026-03-02T10:01:30.000Z' }) });

    const fates = [await sweep(30), await sweep(35), await sweep(30)].map((swept) => swept.fates);

    expect(fates).toEqual([{}, { worked_on: 1 }, { escalated: 1 }]);
  });

  it('is not judged while executions cannot be looked at, and is at the next sweep', async () => {
    const { stage, sweep } = await left(0);
    stage.executions.failing = new DependencyUnavailable('step functions', 'silent');
    await expect(sweep()).rejects.toMatchObject({ name: 'DependencyUnavailable' });
    stage.executions.failing = undefined;

    expect((await sweep(10)).fates).toEqual({ started: 1 });
  });

  it('ends, or is at work, after a few sweeps, wherever it was left and however often its execution is lost', async () => {
    const Loss = fc.constantFrom('FAILED', 'TIMED_OUT', 'ABORTED', 'SUCCEEDED', 'MISSING');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 4 }),
        fc.array(Loss, { minLength: 1, maxLength: 5 }),
        async (steps, losses) => {
          const { stage, sweep } = await left(steps);
          for (const loss of losses) {
            const { id, attempt } = only(stage);
            stage.executions.end(id, attempt, loss);
            await sweep();
          }
          await sweep();
          const { id, attempt, status } = only(stage);
          const state = await stage.executions.stateOf(id, attempt);
          const started = stage.workflow.started.some((one) => one.id === id && one.attempt === attempt);
          expect(isOver(status) || state === 'RUNNING' || (state === 'MISSING' && started)).toBe(true);
          expect(attempt).toBeLessThanOrEqual(3);
          if (status === 'escalated') expect(stage.pager.told).toHaveLength(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a hand-over that people were not told of', () => {
  it('is told at a later sweep, once', async () => {
    const { stage, incident, sweep } = await left(1);
    stage.pager.failing = new DependencyUnavailable('sns', 'silent');
    await commit(stage, incident, { to: 'escalated', facts: { endedFor: 'low_confidence' } });
    await expect(sweep()).rejects.toMatchObject({ name: 'DependencyUnavailable' });
    stage.pager.failing = undefined;

    const told = [(await sweep()).told, (await sweep()).told];

    expect(told).toEqual([1, 0]);
    expect(stage.pager.told).toMatchObject([{ reason: 'low_confidence' }]);
    expect(incidents(stage)).toHaveLength(1);
  });
});
