import { SelfrightError } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { Measure, Scope } from '../domain/runbook.ts';
import { instant } from '../domain/time.ts';
import { lookAtBlockers, lookAtSessions } from './look-at-database.ts';
import { lookAtFeed, lookAtRelease } from './look-at-function.ts';
import { lookAtMetrics } from './look-at-metrics.ts';
import { lookAtChange, lookAtFailover } from './look-at-parameter.ts';
import { lookAtRefusals } from './look-at-refusals.ts';
import type { Look, Observers, Place, Seen } from './looking.ts';
import { noDeadline, type Within } from './within-deadline.ts';

export type { Observers } from './looking.ts';

const LOOKS: { readonly [S in Measure['source']]: Look<S> } = {
  metrics: lookAtMetrics,
  sessions: lookAtSessions,
  locks: lookAtBlockers,
  'event-source': lookAtFeed,
  refusals: lookAtRefusals,
  parameter: lookAtChange,
  failover: lookAtFailover,
  release: lookAtRelease,
};

/** A measure with the source that it names: what is asked there, and how. */
const askedOf = <S extends Measure['source']>(measure: Extract<Measure, { readonly source: S }>, place: Place) => {
  const look: Look<S> = LOOKS[measure.source as S];
  const query = look.asks(measure, place);
  return { query, look: (observers: Observers): Promise<Seen> => look.look(observers, place, query) };
};

/** Asks the source that a measure names. A source that does not answer, or not as agreed, is missing evidence. */
export const makeObserveClue =
  (observers: Observers, within: Within = noDeadline) =>
  async (measure: Measure, scope: Scope, policy: Policy, now: Date): Promise<Evidence> => {
    const { [scope.service]: service, [scope.dependency]: dependency } = policy.services;
    const { query, look } = askedOf(measure, { scope, policy, now, service, dependency });
    const asked = { source: measure.source, query, at: instant(now) };
    try {
      return { ...asked, ...(await within(() => look(observers))) };
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      return { ...asked, missing: error.message, unreachable: true };
    }
  };
