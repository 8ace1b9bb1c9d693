import type { WholeIncident } from './incident.ts';
import { type Instant, secondsBetween } from './time.ts';
import type { TimelineKind } from './timeline.ts';

/** Whether there is still something to right. */
export type Calm =
  /** It fires steadily, or was acted upon: what recovers now is measured, not waited for. */
  | { readonly is: 'settled' }
  /** Its alerts changed lately: wait so many seconds before the next judgement. */
  | { readonly is: 'unsettled'; readonly seconds: number }
  /** It flapped, and has fired steadily since that moment. */
  | { readonly is: 'steady'; readonly since: Instant }
  /** Every alert has resolved, nothing was done, and it stayed so since that moment. */
  | { readonly is: 'over'; readonly since: Instant };

/** Facts that say that an alert of the incident changed. */
export const ALERT_CHANGES: readonly TimelineKind[] = ['incident.opened', 'alert.joined', 'alert.resolved'];

/** When its alerts changed last, or else when it was opened. */
const lastChanged = ({ incident, timeline }: WholeIncident, kinds: readonly TimelineKind[]): Instant =>
  timeline.findLast(({ kind }) => kinds.includes(kind))?.at ?? incident.openedAt;

/** Whether there is something to right at this moment: it fires steadily, or was acted upon. */
export const isSettled = ({ incident, alerts, actions }: WholeIncident): boolean =>
  actions.length > 0 || (incident.flappingSince === undefined && alerts.some(({ status }) => status === 'firing'));

/**
 * Judges an incident by when its alerts changed last, on our own clock: what sources write into alerts may be off.
 * Calm is measured in seconds without a change.
 */
export const judgeCalm = (whole: WholeIncident, calmSeconds: number, now: Instant): Calm => {
  if (isSettled(whole)) return { is: 'settled' };
  const { alerts } = whole;
  const since = lastChanged(whole, ALERT_CHANGES);
  const remaining = calmSeconds - secondsBetween(since, now);
  if (remaining > 0) return { is: 'unsettled', seconds: Math.ceil(remaining) };
  return alerts.some(({ status }) => status === 'firing') ? { is: 'steady', since } : { is: 'over', since };
};

/** What leaves open in what state a target is: calm says nothing about that, so a person has to look. */
const UNSURE: readonly TimelineKind[] = ['rollback.failed', 'action.unknown'];

/**
 * Since when what was handed to people is calm, once that has lasted: every alert has resolved, nothing has changed, and
 * no target was left in a state that nobody knows.
 */
export const calmAfterEscalation = (whole: WholeIncident, calmSeconds: number, now: Instant): Instant | undefined => {
  const { incident, alerts, actions, timeline } = whole;
  if (incident.status !== 'escalated' || alerts.some(({ status }) => status === 'firing')) return undefined;
  if (alerts.length === 0 || actions.some(({ result }) => result === 'started')) return undefined;
  if (timeline.some(({ kind }) => UNSURE.includes(kind))) return undefined;
  const since = lastChanged(whole, [...ALERT_CHANGES, 'incident.escalated', 'rollback.done']);
  return secondsBetween(since, now) >= calmSeconds ? since : undefined;
};
