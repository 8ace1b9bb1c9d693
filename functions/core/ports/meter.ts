/** Every number that we publish about ourselves. */
export type MeterName =
  | 'drill_latency_seconds'
  | 'alerts_missed_total'
  | 'alertmanager_unanswered_total'
  | 'executions_lost_total';

/** Publishes numbers about ourselves. */
export interface Meter {
  add(name: MeterName, value: number): void;
}
