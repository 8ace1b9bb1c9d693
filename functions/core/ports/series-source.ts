import type { ServicePolicy } from '../domain/service-policy.ts';
import type { Sample } from '../domain/verification.ts';

/** What one signal of a service measured over time, as the system that runs the service kept it. */
export interface KeptSeries {
  /** Named as the engine reads it, such as `lambda_errors_per_second`. */
  readonly signal: string;
  /** What was asked, in the words of the system: enough to ask again. */
  readonly query: string;
  /** The oldest first, each at the end of the time that it stands for; empty where nothing was kept. */
  readonly samples: readonly Sample[];
  /** Why some of it, or all, is not there. */
  readonly partly?: string | undefined;
}

/** A system that measures by itself what runs in it. */
export interface SeriesSource {
  /** As it is named where it could not be asked. */
  readonly name: string;
  /** The series of a service between two moments; none where the policy does not say what it runs in. Unreachable is `DependencyUnavailable`. */
  seriesOf(
    facts: Pick<ServicePolicy, 'lambda' | 'eventSource' | 'queue'>,
    from: Date,
    to: Date,
  ): Promise<readonly KeptSeries[]>;
}
