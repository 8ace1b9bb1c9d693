import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { fillQuery } from '../domain/query.ts';
import type { Measure, Scope } from '../domain/runbook.ts';
import type { ServicePolicy } from '../domain/service-policy.ts';
import type { EventSources } from '../ports/event-sources.ts';
import type { Locks } from '../ports/locks.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Parameters } from '../ports/parameters.ts';
import type { Probe } from '../ports/probe.ts';
import type { Releases } from '../ports/releases.ts';
import type { Sessions } from '../ports/sessions.ts';

/** Everything that clues are looked for with. */
export interface Observers {
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly releases: Releases;
  readonly locks: Locks;
  readonly eventSources: EventSources;
  readonly parameters: Parameters;
  readonly probe: Probe;
}

/** Where and when is looked. */
export interface Place {
  readonly scope: Scope;
  readonly policy: Policy;
  readonly now: Date;
  /** What the policy says of the service that suffers, and of the dependency that the cause would sit in. */
  readonly service: ServicePolicy | undefined;
  readonly dependency: ServicePolicy | undefined;
}

/** What came of looking: a value, or why there is none. */
export type Seen = Pick<Evidence, 'value' | 'missing' | 'detail'>;

/** One source of evidence: what it is asked, in words or as a query, and how it is asked. */
export interface Look<S extends Measure['source']> {
  asks(measure: Extract<Measure, { readonly source: S }>, place: Place): string;
  look(observers: Observers, place: Place, asked: string): Promise<Seen>;
}

/** For a fact that the configuration leaves out. */
export const UNKNOWN = '(not configured)';

/** A query of a runbook, filled in for a place. */
export const queryAt = (
  { query }: { readonly query: string },
  { scope, policy: { timings } }: Pick<Place, 'scope' | 'policy'>,
): string => fillQuery(query, { ...scope, window: timings.rateWindow, baseline: timings.baseline });
