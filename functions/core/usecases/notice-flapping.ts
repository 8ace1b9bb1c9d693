import type { Alert } from '../domain/alert.ts';
import { momentsOf } from '../domain/flapping.ts';
import { type IncidentId, isOver } from '../domain/incident.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlapHistory } from '../ports/flap-history.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { makeChangeIncident } from './change-incident.ts';
import { eachAloneOf } from './each-alone.ts';
import { policyIfAny } from './policy-if-any.ts';

export interface NoticeFlappingDeps {
  readonly flaps: FlapHistory;
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

/** That an alert of an incident flaps, since when it is known, and how that is told. */
export interface Flapping {
  readonly since: Instant;
  readonly entry: TimelineDraft;
}

const AT_ONCE = 10;

/** Notes how often alerts change, and marks an incident whose alerts flap: nothing is done to it by itself until it is calm. */
export const makeNoticeFlapping = ({ flaps, store, policies, clock }: NoticeFlappingDeps) => {
  const change = makeChangeIncident(store);

  /** Notes the changes of alerts; answers whether one of them flaps. */
  const among = async (source: string, alerts: readonly Alert[]): Promise<Flapping | undefined> => {
    // Without a policy nothing is ever acted upon, so that nothing has to be withheld.
    const policy = await policyIfAny(policies);
    if (policy === undefined) return undefined;
    const { flapping } = policy;
    const now = instant(clock());
    const found = await eachAloneOf(alerts, AT_ONCE, async (alert) => {
      const flapper = { source: (alert.from ?? { source }).source, fingerprint: alert.fingerprint };
      const moments = await flaps.note(flapper, momentsOf(alert), now, flapping.windowSeconds);
      return { name: alert.name, times: moments.length };
    });
    const worst = found.toSorted((a, b) => b.times - a.times)[0];
    if (worst === undefined || worst.times < flapping.transitions) return undefined;
    const text = `${worst.name} flaps: it changed ${worst.times} times within ${flapping.windowSeconds} s. Nothing is done by itself until it is calm.`;
    return { since: now, entry: { kind: 'incident.flapping', actor: 'intake', reason: 'flapping', text } };
  };

  /** Marks an incident as flapping; one that is marked, or over, stays as it is. */
  const mark = async (id: IncidentId, flapping: Flapping | undefined): Promise<void> => {
    if (flapping === undefined) return;
    await change(id, (incident) =>
      incident === undefined || isOver(incident.status) || incident.flappingSince !== undefined
        ? undefined
        : { entries: [flapping.entry], facts: { flappingSince: flapping.since } },
    );
  };

  return {
    among,
    /** Notes the changes of alerts of an incident, and marks it if they flap. */
    watch: async (id: IncidentId, source: string, alerts: readonly Alert[]): Promise<void> =>
      mark(id, await among(source, alerts)),
  };
};
