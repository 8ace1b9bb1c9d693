import type { Change } from '../domain/engine/changes.ts';
import type { ReportedChange } from '../domain/reported-change.ts';
import type { ServicePolicy } from '../domain/service-policy.ts';
import type { Instant } from '../domain/time.ts';

/** The changes that were reported. */
export interface ReportedChanges {
  /** Writes a change once; for an id that is known, answers what is known under it, and nothing is written. */
  record(change: ReportedChange): Promise<{ readonly outcome: 'recorded' | 'known'; readonly change: ReportedChange }>;
  /** The newest first, by when they were made; those of the last moments may be missing. */
  newest(limit: number): Promise<readonly ReportedChange[]>;
  /** Those made in a stretch of time, the newest first, at most 200 of them. */
  between(from: Instant, to: Instant): Promise<readonly ReportedChange[]>;
}

/** A system that tells by itself what was changed in it. */
export interface ChangeSource {
  /** As it is named where it could not be asked. */
  readonly name: string;
  /** Changes of one service; none where the policy does not say where to look. Unreachable is `DependencyUnavailable`. */
  changesOf(service: string, facts: ServicePolicy, from: Date, to: Date): Promise<readonly Change[]>;
}
