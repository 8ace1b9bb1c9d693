import type { ActionRecord } from '../../functions/core/domain/action.ts';
import type { WholeIncident } from '../../functions/core/domain/incident.ts';
import type { Facts, WholeRecord } from '../../functions/core/domain/laws/record.ts';
import type { Plan } from '../../functions/core/domain/plan.ts';
import { hashOf, type TimelineEntry } from '../../functions/core/domain/timeline.ts';

/** Changes one thing of a lawful record, so that it is lawful no longer. */
export type Change = (facts: Facts) => Facts;
export type ChangeOf<T> = (one: T) => T;

/** What breaks one law, and no other. */
export type Poison = readonly [law: string, how: string, change: Change];

export const inRecord =
  (change: (record: WholeRecord) => Partial<WholeRecord>): Change =>
  (facts) => ({ ...facts, record: { ...facts.record, ...change(facts.record) } });

/** Which incident of the lawful record: their order there. */
export const RECOVERED = 0;
export const HANDED_OVER = 1;
export const RELAPSED = 2;
export const UNDER_WAY = 3;
export const SECOND_TRY = 4;

export const inIncident = (which: number, change: ChangeOf<WholeIncident>): Change =>
  inRecord(({ incidents }) => ({ incidents: incidents.map((whole, i) => (i === which ? change(whole) : whole)) }));

/** The last of some, changed. */
export const last = <T>(all: readonly T[], change: ChangeOf<T>): T[] =>
  all.map((one, i) => (i === all.length - 1 ? change(one) : one));

export const inAction = (which: number, change: ChangeOf<ActionRecord>) =>
  inIncident(which, (whole) => ({ ...whole, actions: last(whole.actions, change) }));

export const inPlan = (change: ChangeOf<Plan>) =>
  inIncident(RECOVERED, (whole) => ({ ...whole, plans: last(whole.plans, change) }));

/** Rewrites a timeline and hashes it anew, as somebody would who wants to hide a change. */
export const retold =
  (which: number, change: (timeline: readonly TimelineEntry[]) => readonly TimelineEntry[]): Change =>
  (facts) =>
    inIncident(which, (whole) => {
      let previous = whole.timeline[0]?.previous ?? '';
      const timeline = change(whole.timeline).map((entry) => {
        const hash = hashOf(whole.incident.id, { ...entry, previous }, facts.digest);
        const told = { ...entry, previous, hash };
        previous = hash;
        return told;
      });
      return { ...whole, timeline, incident: { ...whole.incident, head: previous } };
    })(facts);

/** Every entry of a kind becomes one that says nothing. */
export const without = (kind: TimelineEntry['kind']) => (timeline: readonly TimelineEntry[]) =>
  timeline.map((entry) => (entry.kind === kind ? { ...entry, kind: 'alert.repeated' as const } : entry));
