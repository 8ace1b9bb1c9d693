import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundCondition } from '../../../../functions/core/domain/plan.ts';
import { judgeRecovery, type Look, measure } from '../../../../functions/core/domain/recovery.ts';
import type { Measurement, ProbeResult, Sample } from '../../../../functions/core/domain/verification.ts';

const SINCE = 1000;
const condition: BoundCondition = { says: 'calm', query: 'errors', holds: { below: 0.01 }, holdSeconds: 8 };

const look = (part: Partial<Look> = {}): Look => ({ since: SINCE, now: SINCE + 10, step: 1, giveUp: 40, ...part });

/** One sample a second from `from` to `to`. */
const samples = (from: number, to: number, value: number | ((at: number) => number)): readonly Sample[] =>
  Array.from({ length: to - from + 1 }, (_, i): Sample => {
    const at = from + i;
    return [at, typeof value === 'number' ? value : value(at)];
  });

const answered = (ok: boolean): ProbeResult => ({ url: 'http://shop/probe', at: '2026-03-02T12:00:00.000Z', ok });

const verdictOn = (of: readonly Sample[], at: Look = look()) => measure(condition, of, at).verdict;
const judged = (verdicts: readonly Measurement['verdict'][], at: Look, probe?: ProbeResult) =>
  judgeRecovery(
    verdicts.map((verdict) => ({ ...measure(condition, [], at), verdict })),
    probe,
    at,
  );

const anySamples = fc
  .uniqueArray(fc.integer({ min: SINCE - 20, max: SINCE + 60 }), { maxLength: 60 })
  .chain((moments) =>
    fc.tuple(
      ...moments
        .toSorted((a, b) => a - b)
        .map((at) => fc.tuple(fc.constant(at), fc.constantFrom(0, 0, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY))),
    ),
  );
const anyLook = fc.integer({ min: SINCE - 5, max: SINCE + 70 }).map((now) => look({ now }));

describe('measuring a condition', () => {
  it('holds when every fresh sample of its window satisfies it', () => {
    const measured = measure(condition, samples(SINCE + 1, SINCE + 10, 0), look());

    expect(measured).toMatchObject({ verdict: 'held', heldSeconds: 9, holdSeconds: 8, limit: 'below 0.01' });
  });

  it('has not held yet while the window is not full', () => {
    expect(verdictOn(samples(SINCE + 4, SINCE + 10, 0))).toBe('not_yet');
  });

  it('is broken when the newest sample does not satisfy it', () => {
    expect(verdictOn(samples(SINCE, SINCE + 10, (at) => (at === SINCE + 10 ? 1 : 0)))).toBe('broken');
  });

  it('starts anew after a single sample that does not satisfy it', () => {
    const measured = measure(
      condition,
      samples(SINCE, SINCE + 10, (at) => (at === SINCE + 5 ? 1 : 0)),
      look(),
    );

    expect(measured).toMatchObject({ verdict: 'not_yet', heldSeconds: 4 });
  });

  it('does not count a sample from before the action', () => {
    const measured = measure(condition, samples(SINCE - 30, SINCE + 3, 0), look({ now: SINCE + 3 }));

    expect(measured).toMatchObject({ verdict: 'not_yet', heldSeconds: 3 });
    expect(measured.samples.every(([at]) => at >= SINCE)).toBe(true);
  });

  it('does not count a sample from the future', () => {
    expect(verdictOn(samples(SINCE + 5, SINCE + 60, 0), look({ now: SINCE + 8 }))).toBe('not_yet');
  });

  it('has no data when the newest sample is stale, however long it held before', () => {
    expect(verdictOn(samples(SINCE, SINCE + 20, 0), look({ now: SINCE + 24 }))).toBe('no_data');
  });

  it('has no data without samples', () => {
    expect(verdictOn([])).toBe('no_data');
  });

  it('has no data when all there is are not numbers', () => {
    expect(verdictOn(samples(SINCE, SINCE + 10, Number.NaN))).toBe('no_data');
  });

  it('counts a hole in the samples as a break', () => {
    const torn = [...samples(SINCE, SINCE + 4, 0), ...samples(SINCE + 8, SINCE + 10, 0)];

    expect(measure(condition, torn, look())).toMatchObject({ verdict: 'not_yet', heldSeconds: 2 });
  });

  it('counts a stretch of NaN as a hole', () => {
    const torn = samples(SINCE, SINCE + 12, (at) => (at > SINCE + 2 && at < SINCE + 8 ? Number.NaN : 0));

    expect(measure(condition, torn, look({ now: SINCE + 12 }))).toMatchObject({ verdict: 'not_yet', heldSeconds: 4 });
  });

  it('never holds unless the window is covered by satisfying samples after the action, without a hole', () => {
    fc.assert(
      fc.property(anySamples, anyLook, (drawn, at) => {
        if (measure(condition, drawn, at).verdict !== 'held') return;
        const usable = drawn.filter(([when, value]) => when >= SINCE && when <= at.now && Number.isFinite(value));
        const end = usable.at(-1)?.[0] ?? 0;
        const window = usable.filter(([when]) => when >= end - condition.holdSeconds);
        const gaps = window.slice(1).map(([when], i) => when - (window[i]?.[0] ?? when));
        expect(at.now - end).toBeLessThanOrEqual(3);
        expect(end - condition.holdSeconds).toBeGreaterThanOrEqual(SINCE);
        expect(window.every(([, value]) => value < 0.01)).toBe(true);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });
});

describe('judging the recovery', () => {
  it('is verified when every condition held and the service answers', () => {
    expect(judged(['held', 'held'], look(), answered(true))).toBe('verified');
  });

  it('is verified by the measurements alone where no address is known to ask', () => {
    expect(judged(['held'], look())).toBe('verified');
  });

  it.each(['not_yet', 'broken', 'no_data'] as const)('is not verified while one condition is %s', (verdict) => {
    expect(judged(['held', verdict], look(), answered(true))).toBe('measuring');
  });

  it('is not verified while the service itself does not answer', () => {
    expect(judged(['held', 'held'], look(), answered(false))).toBe('measuring');
  });

  it('is never verified without any condition', () => {
    expect(judged([], look(), answered(true))).toBe('inconclusive');
    expect(judged([], look({ now: SINCE + 500 }), answered(true))).toBe('inconclusive');
  });

  it('is ineffective when it still does not hold after the time that it was given', () => {
    expect(judged(['held', 'broken'], look({ now: SINCE + 40 }), answered(true))).toBe('ineffective');
  });

  it('is ineffective when the service still does not answer after that time', () => {
    expect(judged(['held', 'held'], look({ now: SINCE + 40 }), answered(false))).toBe('ineffective');
  });

  it('is inconclusive when something could not be measured to the end', () => {
    expect(judged(['held', 'no_data'], look({ now: SINCE + 40 }), answered(true))).toBe('inconclusive');
  });

  it('gives a run that is unbroken at the end the time to become full, once', () => {
    expect(judged(['not_yet', 'held'], look({ now: SINCE + 40 }))).toBe('measuring');
    expect(judged(['not_yet', 'held'], look({ now: SINCE + 47.9 }))).toBe('measuring');
    expect(judged(['not_yet', 'held'], look({ now: SINCE + 48 }))).toBe('ineffective');
  });

  it('is never verified unless all held, and always comes to an end', () => {
    const anyVerdicts = fc.array(fc.constantFrom('held', 'not_yet', 'broken', 'no_data'), { maxLength: 4 });
    const anyProbe = fc.option(fc.boolean().map(answered), { nil: undefined });
    fc.assert(
      fc.property(anyVerdicts, anyProbe, fc.integer({ min: SINCE, max: SINCE + 100 }), (verdicts, probe, now) => {
        const outcome = judged(verdicts, look({ now }), probe);
        if (outcome === 'verified') {
          expect(new Set(verdicts)).toEqual(new Set(['held']));
          expect(probe?.ok).not.toBe(false);
        }
        if (now >= SINCE + 40 + condition.holdSeconds) expect(outcome).not.toBe('measuring');
      }),
    );
  });
});
