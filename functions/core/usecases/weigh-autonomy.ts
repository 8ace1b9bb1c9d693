import { type Autonomy, autonomyOf } from '../domain/autonomy.ts';
import { DAY } from '../domain/envelope-policy.ts';
import type { Incident, WholeIncident } from '../domain/incident.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

export interface WeighAutonomyDeps {
  readonly store: Pick<IncidentStore, 'list' | 'readWhole'>;
  readonly clock: Clock;
}

/** What was looked at, and what it says. */
export interface WeighedAutonomy {
  readonly since: string;
  /** Incidents that were looked at. */
  readonly incidents: number;
  /** There were more, older ones than are looked at. */
  readonly cut: boolean;
  readonly runbooks: readonly Autonomy[];
}

const PAGE = 100;
/** Each carries its whole story; a person waits for the answer. */
const MOST = 300;
const AT_ONCE = 15;

/** Looks at the newest incidents of so many days, and weighs what became of what each runbook proposed. */
export const makeWeighAutonomy = ({ store, clock }: WeighAutonomyDeps) => {
  const listed = async (openedSince: string): Promise<{ readonly all: readonly Incident[]; readonly cut: boolean }> => {
    const all: Incident[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ openedSince, limit: PAGE, cursor });
      all.push(...page.incidents);
      cursor = page.cursor;
    } while (cursor !== undefined && all.length < MOST);
    return { all: all.slice(0, MOST), cut: cursor !== undefined || all.length > MOST };
  };

  return async (days: number): Promise<WeighedAutonomy> => {
    const since = plusSeconds(instant(clock()), -days * DAY);
    const { all, cut } = await listed(since);
    const wholes: WholeIncident[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = await Promise.all(all.slice(from, from + AT_ONCE).map(({ id }) => store.readWhole(id)));
      wholes.push(...some.filter((whole) => whole !== undefined));
    }
    return { since, incidents: wholes.length, cut, runbooks: autonomyOf(wholes) };
  };
};

export type WeighAutonomy = ReturnType<typeof makeWeighAutonomy>;
