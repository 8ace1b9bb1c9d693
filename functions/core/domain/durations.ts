import type { ActionRecord } from './action.ts';
import type { Alert } from './alert.ts';
import type { Plan } from './plan.ts';
import { type Instant, secondsBetween } from './time.ts';
import type { TimelineEntry, TimelineKind } from './timeline.ts';
import type { Verification } from './verification.ts';

/** How long one leg of an incident took. */
export interface Duration {
  readonly name: string;
  readonly seconds: number;
  /** Of the total; only on `ours`. */
  readonly share?: number | undefined;
}

/** What durations are read from. */
export interface Timed {
  readonly alerts: readonly Alert[];
  readonly plan: Plan | null;
  readonly actions: readonly ActionRecord[];
  readonly verification: Verification | null;
  readonly timeline: readonly TimelineEntry[];
}

type Milestone = readonly [name: string, at: Instant];

const earliest = (moments: readonly Instant[]): Instant | undefined => moments.toSorted()[0];

const milestonesOf = ({ alerts, actions, timeline }: Timed, faultAt: Instant | undefined): readonly Milestone[] => {
  const first = (...kinds: readonly TimelineKind[]) => timeline.find(({ kind }) => kinds.includes(kind))?.at;
  const all: readonly (readonly [string, Instant | undefined])[] = [
    ['fault', faultAt],
    ['firing', earliest(alerts.map(({ startsAt }) => startsAt))],
    ['webhook', receivedAt(timeline)],
    ['diagnosis', first('diagnosis.explained', 'diagnosis.inconclusive')],
    ['action', earliest(actions.map(({ startedAt }) => startedAt))],
    ['verified', first('verification.verified')],
    ['handed over', first('incident.escalated')],
    ['closed', first('incident.closed')],
  ];
  return all.flatMap(([name, at]) => (at === undefined ? [] : [[name, at] as const]));
};

const receivedAt = ([opened]: readonly TimelineEntry[]): Instant | undefined => {
  const told = opened?.data['receivedAt'];
  return typeof told === 'string' ? told : opened?.at;
};

const between = ([from, fromAt]: Milestone, [to, toAt]: Milestone): Duration => ({
  name: `${from} to ${to}`,
  seconds: secondsBetween(fromAt, toAt),
});

/** What the product itself took: webhook to first action, and verification beyond the window that it declares. */
const oursOf = ({ plan, verification }: Timed, milestones: ReadonlyMap<string, Instant>): number | undefined => {
  const webhook = milestones.get('webhook');
  const action = milestones.get('action');
  if (webhook === undefined || action === undefined) return undefined;
  const declared = Math.max(0, ...(plan?.recoveredWhen ?? []).map(({ holdSeconds }) => holdSeconds));
  const verifying = verification === null ? 0 : secondsBetween(verification.since, verification.at) - declared;
  return secondsBetween(webhook, action) + Math.max(0, verifying);
};

/** Every leg from one milestone that was reached to the next, the total of them, and our part of it. */
export const durationsOf = (timed: Timed, faultAt?: Instant): readonly Duration[] => {
  const milestones = milestonesOf(timed, faultAt);
  const legs = milestones.slice(1).flatMap((to, i) => {
    const from = milestones[i];
    return from === undefined ? [] : [between(from, to)];
  });
  const [first] = milestones;
  const last = milestones.at(-1);
  if (first === undefined || last === undefined || legs.length === 0) return [];
  const total = secondsBetween(first[1], last[1]);
  const ours = oursOf(timed, new Map(milestones));
  const part = ours === undefined ? [] : [{ name: 'ours', seconds: ours, ...(total > 0 && { share: ours / total }) }];
  return [...legs, { name: 'total', seconds: total }, ...part];
};
