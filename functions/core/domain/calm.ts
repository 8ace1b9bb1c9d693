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

/** Whether there is something to right at this moment: it fires steadily, or was acted upon. */
export const isSettled = ({ incident, alerts, actions }: WholeIncident): boolean =>
  actions.length > 0 || (incident.flappingSince === undefined && alerts.some(({ status }) => status === 'firing'));

/**
 * Judges an incident by when its alerts changed last, on our own clock: what sources write into alerts may be off.
 * Calm is measured in seconds without a change.
 */
export const judgeCalm = (whole: WholeIncident, calmSeconds: number, now: Instant): Calm => {
  if (isSettled(whole)) return { is: 'settled' };
  const { incident, alerts, timeline } = whole;
  const since = timeline.findLast(({ kind }) => ALERT_CHANGES.includes(kind))?.at ?? incident.openedAt;
  const remaining = calmSeconds - secondsBetween(since, now);
  if (remaining > 0) return { is: 'unsettled', seconds: Math.ceil(remaining) };
  return alerts.some(({ status }) => status === 'firing') ? { is: 'steady', since } : { is: 'over', since };
};
