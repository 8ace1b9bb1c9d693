import type { LogLine } from '../domain/engine/log-template.ts';
import type { ServicePolicy } from '../domain/service-policy.ts';

/** What a service logged in a stretch of time. */
export interface LoggedLines {
  /** Where it was looked, in the words of the system: enough to look again. */
  readonly query: string;
  /** The oldest first. */
  readonly lines: readonly LogLine[];
  /** Up to when all lines are there; unix seconds. Earlier than asked where there were more than wanted. */
  readonly until: number;
}

/** The logs of services. Unreachable is `DependencyUnavailable`. */
export interface Logs {
  /** Lines from the beginning of a stretch of time, at most so many; undefined where the policy names no log, or there is none yet. */
  linesOf(facts: Pick<ServicePolicy, 'lambda'>, from: Date, to: Date, most: number): Promise<LoggedLines | undefined>;
}
