import { limitText, within } from './limit.ts';
import type { BoundCondition } from './plan.ts';
import type { Measurement, ProbeResult, Sample, Verification } from './verification.ts';

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

/** Measures one condition: how long it has held without a break up to a fresh newest sample. */
export const measure = (condition: BoundCondition, samples: readonly Sample[], look: Look): Measurement => {
  const { says, query, holds, holdSeconds } = condition;
  const after = samples.filter(([at, value]) => at >= look.since && at <= look.now && Number.isFinite(value));
  const said = { says, query, limit: limitText(holds), samples: after, holdSeconds };
  const newest = after.at(-1);
  const gap = look.step * 3;
  if (newest === undefined || look.now - newest[0] > gap) return { ...said, heldSeconds: 0, verdict: 'no_data' };
  if (!within(holds, newest[1])) return { ...said, heldSeconds: 0, verdict: 'broken' };
  let from = newest[0];
  for (const [at, value] of after.toReversed()) {
    if (!within(holds, value) || from - at > gap) break;
    from = at;
  }
  const heldSeconds = newest[0] - from;
  return { ...said, heldSeconds, verdict: heldSeconds >= holdSeconds ? 'held' : 'not_yet' };
};

/** What a look shows: a verdict, or that it is too early for one. */
export const judgeRecovery = (
  measurements: readonly Measurement[],
  probe: ProbeResult | undefined,
  look: Look,
): Verification['outcome'] | 'measuring' => {
  const unbroken = measurements.every(({ verdict }) => verdict === 'held' || verdict === 'not_yet');
  const held = measurements.length > 0 && measurements.every(({ verdict }) => verdict === 'held');
  if (held && probe?.ok !== false) return 'verified';
  const grace = unbroken && !held ? Math.max(...measurements.map(({ holdSeconds }) => holdSeconds)) : 0;
  if (look.now - look.since < look.giveUp + grace) return 'measuring';
  return measurements.some(({ verdict }) => verdict === 'no_data') || measurements.length === 0
    ? 'inconclusive'
    : 'ineffective';
};
