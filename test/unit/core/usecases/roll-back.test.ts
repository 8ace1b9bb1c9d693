import { describe, expect, it } from 'vitest';
import { aBrake, anAliasStep, aPlan, aStep } from '../../../support/builders.ts';
import { ready, readyToUndo } from './acting.ts';
import { kindsOf, moved, wholeOf } from './stage.ts';

describe('rolling back', () => {
  it('runs the recorded inverse through the gate and reads that the target is as it was', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    await moved(stage, (await wholeOf(stage, incident)).incident, 'verifying');

    expect(await rollBack(incident.id, 1, 'failed')).toBe('rolled_back');

    const whole = await wholeOf(stage, incident);
    const [done, undone] = whole.actions;
    expect(alias.now()).toBe('2');
    expect(undone).toMatchObject({ undoes: done?.key, result: 'done', restored: { version: '2', weights: {} } });
    expect(kindsOf(whole).slice(-4)).toEqual(['rollback.started', 'action.started', 'action.done', 'rollback.done']);
    expect(whole.incident.status).toBe('diagnosing');
  });

  it('takes back the newest step first', async () => {
    const other = anAliasStep({
      id: 'second',
      parameters: { ...anAliasStep().parameters, version: '9' },
      before: { version: '1' },
      snapshot: ['version'],
      after: { version: '9' },
    });
    const { stage, incident, act, rollBack } = await readyToUndo({ steps: [anAliasStep(), other] });
    await act(incident.id, 1, 0);
    stage.clock.advance(1);
    await act(incident.id, 1, 1);

    await rollBack(incident.id, 1, 'failed');

    const keys = (await wholeOf(stage, incident)).actions.flatMap(({ undoes }) => undoes ?? []);
    expect(keys).toEqual([`${incident.id}/1/second`, `${incident.id}/1/restore-version`]);
    expect(stage.releases.aliases.get('payments:live')?.current).toBe('2');
  });

  it('has nothing to undo where the step says so', async () => {
    const { stage, incident, act, rollBack } = await ready(aPlan({ steps: [aStep()] }));
    await act(incident.id, 1, 0);

    expect(await rollBack(incident.id, 1, 'failed')).toBe('nothing_to_undo');
    expect((await wholeOf(stage, incident)).incident.status).toBe('diagnosing');
  });

  it('undoes what a failed step left behind half-way', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    stage.runners.lambda.run = async () => {
      alias.points('9', 'r9');
      return { outcome: 'failed', found: {}, error: 'half-way' };
    };
    await act(incident.id, 1, 0);
    alias.obeys();

    expect(await rollBack(incident.id, 1, 'failed')).toBe('rolled_back');
    expect(alias.now()).toBe('2');
  });

  it('fails rather than overwrite what somebody else made of the target since', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    alias.points('4', 'r4');

    expect(await rollBack(incident.id, 1, 'failed')).toBe('failed');

    const told = (await wholeOf(stage, incident)).timeline.at(-1);
    expect(told).toMatchObject({ kind: 'rollback.failed', reason: 'rollback_failed' });
    expect(told?.text).toContain('neither as it was nor as we left it; it is now: version "4"');
    expect(alias.now()).toBe('4');
  });

  it('fails when the target does not come back, and says what it is now', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    stage.runners.lambda.run = async () => ({ outcome: 'done', found: {}, changed: {} });

    expect(await rollBack(incident.id, 1, 'failed')).toBe('failed');

    const whole = await wholeOf(stage, incident);
    expect(whole.timeline.at(-1)?.text).toContain('lambda:payments:live is now: version "1"');
    expect(whole.actions.at(-1)).toMatchObject({ result: 'failed', restored: { version: '1' } });
    expect(whole.incident.status).toBe('mitigating');
    expect(alias.now()).toBe('1');
  });

  it('is stopped by a brake like any other action', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    await stage.brakes.move(aBrake());

    expect(await rollBack(incident.id, 1, 'failed')).toBe('failed');
    const told = (await wholeOf(stage, incident)).timeline.at(-1)?.text;
    expect(told).toContain('brake_engaged; lambda:payments:live is still: version "1"');
    expect(alias.now()).toBe('1');
  });

  it('answers after a crash what was written, and undoes nothing twice', async () => {
    const { stage, incident, act, rollBack } = await readyToUndo();
    await act(incident.id, 1, 0);
    await rollBack(incident.id, 1, 'failed');
    const ran = stage.runners.lambda.ran.length;

    expect(await rollBack(incident.id, 1, 'failed')).toBe('rolled_back');
    expect(stage.runners.lambda.ran).toHaveLength(ran);
  });

  it('takes up an undoing that never came back, once its lease is over', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    stage.runners.lambda.run = async () => {
      throw new Error('the Lambda dies here');
    };
    await expect(rollBack(incident.id, 1, 'failed')).rejects.toThrow('dies here');
    alias.obeys();
    await expect(rollBack(incident.id, 1, 'failed')).rejects.toThrow('may still run');
    stage.clock.advance(30);

    expect(await rollBack(incident.id, 1, 'failed')).toBe('rolled_back');
    expect(alias.now()).toBe('2');
  });
});

describe('rolling back what is no longer ours', () => {
  it('undoes the step that was under way when a person took the incident, and lets its lock go', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    const { run } = stage.runners.lambda;
    stage.runners.lambda.run = async (...asked) => {
      await moved(stage, (await wholeOf(stage, incident)).incident, 'escalated');
      stage.clock.advance(1);
      return run(...asked);
    };
    expect(await act(incident.id, 1, 0)).toBe('superseded');
    stage.runners.lambda.run = run;

    expect(await rollBack(incident.id, 1, 'superseded')).toBe('rolled_back');

    const whole = await wholeOf(stage, incident);
    expect(alias.now()).toBe('2');
    expect(whole.incident).toMatchObject({ status: 'escalated', locks: [] });
    expect(stage.memory.locks.size).toBe(0);
  });

  it('leaves alone what was done before the incident was taken away', async () => {
    const { stage, incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);
    stage.clock.advance(1);
    await moved(stage, (await wholeOf(stage, incident)).incident, 'escalated');

    expect(await rollBack(incident.id, 1, 'superseded')).toBe('nothing_to_undo');
    expect(alias.now()).toBe('1');
  });

  it('is superseded itself for another attempt, and touches nothing', async () => {
    const { incident, act, rollBack, alias } = await readyToUndo();
    await act(incident.id, 1, 0);

    expect(await rollBack(incident.id, 2, 'failed')).toBe('superseded');
    expect(alias.now()).toBe('1');
  });
});
