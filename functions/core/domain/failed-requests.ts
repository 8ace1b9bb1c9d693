import type { WholeIncident } from './incident.ts';
import { type Instant, instant } from './time.ts';

/** How many requests failed, as far as the series on record reach. */
export interface FailedRequests {
  readonly service: string;
  /** At least so many: gaps count nothing, and nothing is guessed beyond the last value. */
  readonly count: number;
  /** From when until when failures are on record. */
  readonly from: Instant;
  readonly until: Instant;
}

const SIGNAL = 'errors_per_second';

const unixOf = (at: Instant): number => Date.parse(at) / 1000;
const instantOf = (seconds: number): Instant => instant(new Date(seconds * 1000));

/** Adds up what diagnoses saw fail of the incident's own service since the trouble began; each moment once, whoever looked at it. */
export const failedRequestsOf = (
  { incident: { service }, diagnoses }: Pick<WholeIncident, 'incident' | 'diagnoses'>,
  began: Instant,
): FailedRequests | undefined => {
  if (service === undefined) return undefined;
  let until = unixOf(began);
  let from: number | undefined;
  let count = 0;
  for (const { examination } of diagnoses) {
    if (examination === undefined) continue;
    const series = examination.looked.find((one) => one.service === service && one.signal === SIGNAL);
    for (const [i, value] of (series?.values ?? []).entries()) {
      const at = examination.from + i * examination.step;
      if (value === null || at <= until) continue;
      // What a step shows was counted over the step that ends there.
      from ??= Math.max(until, at - examination.step);
      count += value * Math.min(examination.step, at - until);
      until = at;
    }
  }
  if (from === undefined) return undefined;
  return { service, count: Math.round(count), from: instantOf(from), until: instantOf(until) };
};
