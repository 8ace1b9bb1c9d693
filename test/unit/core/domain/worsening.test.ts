import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../../functions/core/domain/limit.ts';
import { within } from '../../../../functions/core/domain/limit.ts';
import type { Look } from '../../../../functions/core/domain/recovery.ts';
import { measure } from '../../../../functions/core/domain/recovery.ts';
import type { Beforehand, Sample } from '../../../../functions/core/domain/verification.ts';
import { beforehandOf, isWorse, worseFor } from '../../../../functions/core/domain/worsening.ts';

const ACTED = 1000;
const below: Limit = { below: 0.05 };
const above: Limit = { above: 0.98 };

const flat = (from: number, to: number, value: number): readonly Sample[] =>
  Array.from({ length: to - from + 1 }, (_, i): Sample => [from + i, value]);

const rising = (from: number, to: number, perSecond: number): readonly Sample[] =>
  Array.from({ length: to - from + 1 }, (_, i): Sample => [from + i, i * perSecond]);

const wasAt = (limit: Limit, value: number): Beforehand => beforehandOf(limit, [], flat(ACTED - 10, ACTED, value), 5);

const look: Look = { since: ACTED + 1, now: ACTED + 30, step: 1, giveUp: 40 };

describe('what was beforehand', () => {
  it('keeps the usual value, the one at the action, and how bad it was at worst', () => {
    const shortly = [...flat(ACTED - 10, ACTED - 1, 0.8), [ACTED, 0.4] as const];

    expect(beforehandOf(below, flat(0, 100, 0.01), shortly, 5)).toMatchObject({
      usual: 0.01,
      atAction: 0.4,
      at: ACTED,
      worst: 0.75,
    });
  });

  it('is nothing when nothing was measured', () => {
    expect(beforehandOf(below, [], [], 5)).toEqual({});
  });

  it('takes no blip for what is usual', () => {
    const usual = [...flat(0, 50, 0), ...flat(51, 60, 1)];

    expect(beforehandOf(below, usual, [], 5).usual).toBe(0);
  });
});

describe('worse', () => {
  it.each([
    ['half failed, all fail', below, 0.5, 1],
    ['half succeeded, none does', above, 0.5, 0],
    ['none failed, a few do', below, 0, 0.2],
  ])('is what lies far beyond what it was: %s', (_, limit, was, is) => {
    expect(isWorse(limit, wasAt(limit, was), [ACTED + 10, is])).toBe(true);
  });

  it.each([
    ['as bad as before', below, 1, 1],
    ['a little worse, as noise is', below, 0.5, 0.6],
    ['better', below, 0.5, 0.2],
    ['within its limit', below, 0, 0.04],
  ])('is not what is %s', (_, limit, was, is) => {
    expect(isWorse(limit, wasAt(limit, was), [ACTED + 10, is])).toBe(false);
  });

  it('is not what was on its way there by itself', () => {
    const growing = beforehandOf(below, [], rising(ACTED - 10, ACTED, 1), 5);

    expect(isWorse(below, growing, [ACTED + 20, 30])).toBe(false);
    expect(isWorse(below, growing, [ACTED + 20, 60])).toBe(true);
  });

  it('is not hidden by the noise of what it was: half failed, now and then a little more', () => {
    const noisy = flat(ACTED - 10, ACTED, 0).map(([at], i): Sample => [at, 0.5 + (i % 3) * 0.04]);

    expect(isWorse(below, beforehandOf(below, [], noisy, 8), [ACTED + 10, 1])).toBe(true);
  });

  it('is never said of what was not seen before', () => {
    expect(isWorse(below, {}, [ACTED, 1e9])).toBe(false);
  });

  it('counts only without a break, up to the newest sample', () => {
    const was = wasAt(below, 0);
    const torn = [...flat(ACTED + 1, ACTED + 10, 1), ...flat(ACTED + 20, ACTED + 24, 1)];

    expect(worseFor(below, was, torn, 3)).toBe(4);
    expect(worseFor(below, was, [...torn, [ACTED + 25, 0]], 3)).toBe(0);
  });
});

describe('a condition that gets worse', () => {
  const condition = { says: 'calm', query: 'errors', holds: below, holdSeconds: 8 };

  it('is worse once it has been so for as long as it would have had to hold', () => {
    const was = wasAt(below, 0.3);

    expect(measure(condition, flat(ACTED + 1, ACTED + 30, 1), look, was).verdict).toBe('worse');
    expect(measure(condition, flat(ACTED + 25, ACTED + 30, 1), look, was)).toMatchObject({
      verdict: 'broken',
      worseSeconds: 5,
    });
  });

  const anySamples = fc
    .array(fc.tuple(fc.integer({ min: ACTED - 20, max: ACTED + 30 }), fc.constantFrom(0, 0.04, 0.3, 1, 50)), {
      maxLength: 60,
    })
    .map((all) => all.toSorted(([a], [b]) => a - b));

  it('is never worse while its newest sample is within its limit, nor without a beforehand', () => {
    fc.assert(
      fc.property(anySamples, anySamples, (shortly, samples) => {
        const was = beforehandOf(below, [], shortly, 5);
        const { verdict, samples: kept } = measure(condition, samples, look, was);
        const newest = kept.at(-1)?.[1];

        if (newest !== undefined && within(below, newest)) expect(verdict).not.toBe('worse');
        expect(measure(condition, samples, look).verdict).not.toBe('worse');
      }),
    );
  });

  it('is judged the same or less harshly, the worse it was before', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 0.3, 1), fc.constantFrom(0, 0.3, 1, 50), anySamples, (less, more, samples) => {
        const [low, high] = [Math.min(less, more), Math.max(less, more)];
        const seconds = (value: number) => worseFor(below, wasAt(below, value), samples, 3);

        expect(seconds(high)).toBeLessThanOrEqual(seconds(low));
      }),
    );
  });
});
