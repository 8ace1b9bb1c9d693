import type { Sample } from '../domain/verification.ts';

/** One labelled value. */
export interface LabelledValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Numbers over time, asked in PromQL. Unreachable is `DependencyUnavailable`; no data is an empty answer. */
export interface Metrics {
  at(query: string, when: Date): Promise<readonly LabelledValue[]>;
  /** The samples of the one series that the query yields; more than one series is an error. */
  over(query: string, from: Date, to: Date, stepSeconds: number): Promise<readonly Sample[]>;
}
