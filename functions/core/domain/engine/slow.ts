import type { Lead } from './lead.ts';
import { median } from './quantile.ts';
import { indexOf, operationKey, remotesOf, type SpanIndex } from './spans.ts';
import type { Telemetry } from './telemetry.ts';

/** Less than this in an operation itself is jitter. Seconds. */
const JITTER = 0.005;
/** With fewer runs of an operation, its mean says nothing. */
const RUNS = 3;

interface Slower {
  readonly service: string;
  readonly operation: string;
  /** The logarithm of how many times longer it took in itself. */
  readonly ratio: number;
  readonly gain: number;
  readonly before: number;
  readonly after: number;
  readonly count: number;
}

const slowerIn = (now: SpanIndex, normal: SpanIndex, remotes: ReadonlyMap<string, string>): readonly Slower[] =>
  [...now.pairs].flatMap(([key, { service, operation, count, exclusiveSeconds: after }]) => {
    const normally = normal.pairs.get(key);
    if (normally === undefined || normally.count < RUNS || count < RUNS) return [];
    const before = normally.exclusiveSeconds;
    const ratio = Math.log((after + JITTER) / (before + JITTER));
    // The time that a call takes beyond what the callee knows of is the way there and back: it is the callee's.
    const blamed = remotes.get(operationKey(service, operation)) ?? service;
    return [{ service: blamed, operation, ratio, gain: Math.max(0, (after - before) * count), before, after, count }];
  });

const leadsIn = (slower: readonly Slower[]): readonly Lead[] => {
  const total = slower.reduce((sum, { gain }) => sum + gain, 0);
  if (total <= 0) return [];
  // When everything is slower, by so much more is nothing special.
  const usual = Math.max(0, median(Float64Array.from(slower, ({ ratio }) => ratio)));
  const gains = new Map<string, number>();
  for (const { service, gain } of slower) gains.set(service, (gains.get(service) ?? 0) + gain);
  return slower.flatMap(({ service, operation, ratio, before, after, count }): readonly Lead[] => {
    const share = (gains.get(service) ?? 0) / total;
    const strength = (ratio - usual) * Math.sqrt(share);
    if (strength <= 0) return [];
    const milliseconds = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`;
    const says = `${operation} took ${milliseconds(after)} in itself instead of ${milliseconds(before)}, in ${count} calls`;
    return [{ line: 'slow', service, signal: operation, strength, says, share, amount: gains.get(service) }];
  });
};

/** Operations that take longer in themselves than they did, in the whole window or in any of its minutes. */
export const slowLeads = ({ traces }: Telemetry): readonly Lead[] => {
  if (traces === undefined) return [];
  const normal = indexOf([traces.normal]);
  const whole = indexOf(traces.now);
  const remotes = remotesOf([normal, whole]);
  return [whole, ...traces.now.map((minute) => indexOf([minute]))].flatMap((now) =>
    leadsIn(slowerIn(now, normal, remotes)),
  );
};
