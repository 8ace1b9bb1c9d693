import { describe, expect, it } from 'vitest';
import { anAliasStep, aPlan, aStep } from '../../../support/builders.ts';
import { acting, payments, readyToUndo } from './acting.ts';
import { kindsOf, wholeOf } from './stage.ts';

describe('a step whose target is no longer as planned', () => {
  it('is not taken: a new plan is made', async () => {
    const { stage, incident, act, alias } = await readyToUndo();
    alias.points('3', 'r3');

    expect(await act(incident.id, 1, 0)).toBe('drifted');

    const whole = await wholeOf(stage, incident);
    expect(whole.actions).toEqual([]);
    expect(whole.incident).toMatchObject({ status: 'diagnosing', locks: [] });
    expect(whole.timeline.at(-1)?.text).toContain('version is "3", planned on "2"');
    expect(alias.now()).toBe('3');
  });

  it('fails when a step before it was taken, so that that one is taken back', async () => {
    const steps = [anAliasStep(), anAliasStep({ id: 'second', target: 'lambda:payments:other' })];
    const { stage, incident, act, alias } = await readyToUndo({ steps });
    await act(incident.id, 1, 0);
    alias.points('7', 'r7');

    expect(await act(incident.id, 1, 1)).toBe('failed');
    expect((await wholeOf(stage, incident)).timeline.at(-1)).toMatchObject({
      kind: 'action.failed',
      reason: 'target_drifts',
    });
  });

  it('fails when it cannot be read, and the gate is not even asked', async () => {
    const { stage, incident, act } = await readyToUndo();
    stage.releases.aliases.clear();

    expect(await act(incident.id, 1, 0)).toBe('failed');
    expect(kindsOf(await wholeOf(stage, incident))).not.toContain('action.started');
  });
});

describe('what is kept with the start', () => {
  it('is what the target was like, before anything is touched', async () => {
    const { stage, incident, act } = await readyToUndo();

    await act(incident.id, 1, 0);

    expect((await wholeOf(stage, incident)).actions).toMatchObject([
      { snapshot: { version: '2', weights: {}, revision: 'r2' }, result: 'done' },
    ]);
  });
});

describe('a step that does not end in time', () => {
  it.each([
    ['done', 'done'],
    ['not_done', 'failed'],
    ['unknown', 'unknown'],
  ] as const)('is %s when its target says so', async (outcome, expected) => {
    const { stage, incident } = await readyToUndo();
    stage.patience = async () => 'late';
    stage.runners.lambda.inspected = { outcome, found: { version: '?' } };

    expect(await acting(stage)(incident.id, 1, 0)).toBe(expected);
    expect((await wholeOf(stage, incident)).actions).toMatchObject([{ result: expected }]);
  });
});

describe('a step that was started and never seen to end', () => {
  const crashed = async () => {
    const made = await readyToUndo();
    made.stage.runners.lambda.run = async () => {
      throw new Error('the Lambda dies here');
    };
    await expect(made.act(made.incident.id, 1, 0)).rejects.toThrow('the Lambda dies here');
    made.stage.clock.advance(30);
    return made;
  };

  it('is done when its target says so, and is not done again', async () => {
    const { stage, incident, act } = await crashed();
    stage.runners.lambda.inspected = { outcome: 'done', found: { version: '1' } };

    expect(await act(incident.id, 1, 0)).toBe('done');
    expect(kindsOf(await wholeOf(stage, incident)).slice(-2)).toEqual(['action.started', 'action.done']);
  });

  it('goes through the gate again before it is done after all', async () => {
    const { stage, incident, act, alias } = await crashed();
    alias.obeys();

    expect(await act(incident.id, 1, 0)).toBe('done');
    expect(kindsOf(await wholeOf(stage, incident)).slice(-2)).toEqual(['action.resumed', 'action.done']);
    expect(alias.now()).toBe('1');
  });

  it('refuses to be done after all once a brake was engaged', async () => {
    const { stage, incident, act, alias } = await crashed();
    alias.obeys();
    await stage.brakes.move({
      scope: 'global',
      engaged: true,
      by: 'robin',
      reason: 'stop',
      at: stage.clock().toISOString(),
    });

    expect(await act(incident.id, 1, 0)).toBe('refused');
    expect(alias.now()).toBe('2');
  });

  it('stops and tells people when its target does not say', async () => {
    const { stage, incident, act } = await crashed();
    stage.runners.lambda.inspected = { outcome: 'unknown', found: { version: '5' } };

    expect(await act(incident.id, 1, 0)).toBe('unknown');

    const whole = await wholeOf(stage, incident);
    expect(whole.actions).toMatchObject([{ result: 'unknown' }]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'action.unknown', reason: 'target_unknown' });
    expect(whole.timeline.at(-1)?.text).toContain('version "5"');
  });
});

it('runs a step whose target is already where it leads, since there it is only skipped', async () => {
  const { stage, incident, act } = await readyToUndo(aPlan({ steps: [aStep()] }));
  payments(stage).points('2', 'r2');

  expect(await act(incident.id, 1, 0)).toBe('done');
});
