import { describe, expect, it } from 'vitest';
import { ready } from './acting.ts';
import { commit, moved, wholeOf } from './stage.ts';

describe('running a step again', () => {
  it.each(['done', 'skipped', 'failed'] as const)('answers %s from the record and touches nothing', async (outcome) => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = { outcome, found: {}, changed: {}, why: 'x', error: 'x' };
    await act(incident.id, 1, 0);
    stage.runners.postgres.answer = new Error('must not run');

    expect(await act(incident.id, 1, 0)).toBe(outcome);
    expect(stage.runners.postgres.ran).toHaveLength(1);
  });

  it('waits while the one before may still be at work', async () => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = new Error('the Lambda dies here');
    await expect(act(incident.id, 1, 0)).rejects.toThrow('the Lambda dies here');
    stage.clock.advance(29);

    await expect(act(incident.id, 1, 0)).rejects.toThrow('may still run until 2026-03-02T10:00:30.000Z');
    expect(stage.runners.postgres.ran).toHaveLength(1);
  });

  it('takes up, under the same key, what a crash left behind when its lease is over', async () => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.answer = new Error('the Lambda dies here');
    await expect(act(incident.id, 1, 0)).rejects.toThrow();
    stage.runners.postgres.answer = { outcome: 'skipped', found: {}, why: 'it had taken effect' };
    stage.clock.advance(30);

    expect(await act(incident.id, 1, 0)).toBe('skipped');

    const [first, second] = stage.runners.postgres.ran;
    expect(second?.key).toBe(first?.key);
    expect((await wholeOf(stage, incident)).actions).toMatchObject([{ result: 'skipped' }]);
  });

  it('acts once when two come at the same moment', async () => {
    const { stage, incident, act } = await ready();

    const both = await Promise.allSettled([act(incident.id, 1, 0), act(incident.id, 1, 0)]);

    expect(stage.runners.postgres.ran).toHaveLength(1);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('running a step of what is no longer its own', () => {
  it.each([
    ['is being verified', ['verifying']],
    ['was handed over', ['escalated']],
  ] as const)('is superseded when it %s', async (_, statuses) => {
    const { stage, incident, act } = await ready();
    await moved(stage, incident, ...statuses);

    expect(await act(incident.id, 1, 0)).toBe('superseded');
    expect(stage.runners.postgres.ran).toEqual([]);
  });

  it('is superseded for another attempt', async () => {
    const { stage, incident, act } = await ready();

    expect(await act(incident.id, 2, 0)).toBe('superseded');
    expect(stage.runners.postgres.ran).toEqual([]);
  });

  it('still records what was done when the incident was handed over meanwhile', async () => {
    const { stage, incident, act } = await ready();
    const run = stage.runners.postgres.run;
    stage.runners.postgres.run = async (...asked) => {
      const now = await stage.store.read(incident.id);
      if (now) await commit(stage, now, { to: 'escalated' });
      return run(...asked);
    };

    expect(await act(incident.id, 1, 0)).toBe('superseded');

    const whole = await wholeOf(stage, incident);
    expect(whole.actions).toMatchObject([{ result: 'done' }]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'action.done', status: 'escalated' });
  });
});
