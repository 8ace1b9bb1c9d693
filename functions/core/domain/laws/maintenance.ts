import { plannedWindows, whyNoSpan, windowOver } from '../maintenance.ts';
import { secondsBetween } from '../time.ts';
import { type Law, lawForEach, unless } from './law.ts';

/** Seconds that the watch is given to open what was held. */
const YOUNG = 300;

export const MAINTENANCE_LAWS: readonly Law[] = [
  lawForEach(
    'windows-end',
    'every maintenance window ends after it begins, within the longest time',
    ({ record }) => record.windows,
    ({ id }) => id,
    // One that was ended before it began is empty, and covers nothing.
    (window) => {
      const why = window.endedBy !== undefined && window.from === window.until ? undefined : whyNoSpan(window);
      return why === undefined ? [] : [why];
    },
  ),
  lawForEach(
    'plans-outside-maintenance',
    'no plan was allowed inside a maintenance window that had been asked for',
    ({ record }) => record.incidents.flatMap(({ incident, plans }) => plans.map((plan) => ({ incident, plan }))),
    ({ incident, plan }) => `${incident.id} plan of ${plan.madeAt}`,
    ({ plan: { decision, madeAt, scope } }, { record }) => {
      const known = record.windows.filter(({ askedAt }) => askedAt < madeAt);
      const window = [scope.service, scope.dependency].flatMap((one) => windowOver(known, one, madeAt) ?? [])[0];
      return unless(
        decision !== 'allow' || window === undefined,
        `allowed inside ${window?.id} until ${window?.until}`,
      );
    },
  ),
  lawForEach(
    'held-opened',
    'what was held in a maintenance window is held no longer than the window and five minutes',
    ({ record }) => record.held,
    ({ group, alert }) => `${group.source} ${group.groupKey} ${alert.fingerprint}`,
    ({ alert, windowId, heldAt }, { record, now }) => {
      const all = [...record.windows, ...plannedWindows(record.policy?.maintenance ?? [])];
      if (windowOver(all, alert.service, now) !== undefined) return [];
      const until = all.find(({ id }) => id === windowId)?.until ?? heldAt;
      const age = secondsBetween(until > heldAt ? until : heldAt, now);
      return age < YOUNG ? [] : [`still held ${Math.round(age)} s after ${windowId} was over`];
    },
  ),
];
