import type { CountedName } from '../domain/tally/metrics.ts';

/** Every number that we publish about ourselves. */
export type MeterName =
  | 'drill_latency_seconds'
  | 'alerts_missed_total'
  | 'alertmanager_unanswered_total'
  | 'executions_lost_total'
  | CountedName;

/** Publishes numbers about ourselves. */
export interface Meter {
  /** `facts` go with the number, and can be searched for; they are no dimensions, of which each would be billed. */
  add(name: MeterName, value: number, facts?: Readonly<Record<string, string>>): void;
}
