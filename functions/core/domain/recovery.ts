import { limitText, within } from './limit.ts';
import type { BoundCondition } from './plan.ts';
import type { Beforehand, Measurement, ProbeResult, Sample, SideEffect, Verification } from './verification.ts';
import { isWorsening, worseFor } from './worsening.ts';

/** The moments of one look, in unix seconds. */
export interface Look {
  /** The end of the action: nothing before it counts. */
  readonly since: number;
  readonly now: number;
  /** Distance between samples; a longer gap than three of them breaks a run. */
  readonly step: number;
  /** After this many seconds without recovery, the action did not help. */
  readonly giveUp: number;
}

/** Measures one condition: how long it has held without a break up to a fresh newest sample, or been worse than before. */
export const measure = (
  condition: BoundCondition,
  samples: readonly Sample[],
  look: Look,
  before?: Beforehand,
): Measurement => {
  const { says, query, holds, holdSeconds } = condition;
  const after = samples.filter(([at, value]) => at >= look.since && at <= look.now && Number.isFinite(value));
  const said = { says, query, limit: limitText(holds), samples: after, ...(before && { before }), holdSeconds };
  const newest = after.at(-1);
  const gap = look.step * 3;
  if (newest === undefined || look.now - newest[0] > gap) return { ...said, heldSeconds: 0, verdict: 'no_data' };
  if (!within(holds, newest[1])) {
    const worseSeconds = before === undefined ? 0 : worseFor(holds, before, after, gap);
    const verdict = worseSeconds > 0 && worseSeconds >= holdSeconds ? 'worse' : 'broken';
    return { ...said, heldSeconds: 0, verdict, ...(worseSeconds > 0 && { worseSeconds }) };
  }
  let from = newest[0];
  for (const [at, value] of after.toReversed()) {
    if (!within(holds, value) || from - at > gap) break;
    from = at;
  }
  const heldSeconds = newest[0] - from;
  return { ...said, heldSeconds, verdict: heldSeconds >= holdSeconds ? 'held' : 'not_yet' };
};

/**
 * What a look shows: a verdict, or that it is too early for one. While another service is getting worse nothing is called
 * verified, whatever the conditions say.
 */
export const judgeRecovery = (
  measurements: readonly Measurement[],
  probe: ProbeResult | undefined,
  look: Look,
  sideEffects: readonly SideEffect[] = [],
): Verification['outcome'] | 'measuring' => {
  if (measurements.length === 0) return 'inconclusive';
  if ([...measurements, ...sideEffects].some(({ verdict }) => verdict === 'worse')) return 'worse';
  const worsening = sideEffects.some(isWorsening);
  const unbroken = measurements.every(({ verdict }) => verdict === 'held' || verdict === 'not_yet');
  const held = measurements.every(({ verdict }) => verdict === 'held');
  if (held && probe?.ok !== false && !worsening) return 'verified';
  const longest = Math.max(...measurements.map(({ holdSeconds }) => holdSeconds));
  const grace = (unbroken && !held) || (held && worsening) ? longest : 0;
  if (look.now - look.since < look.giveUp + grace) return 'measuring';
  if (held && worsening) return 'worse';
  return measurements.some(({ verdict }) => verdict === 'no_data') ? 'inconclusive' : 'ineffective';
};
