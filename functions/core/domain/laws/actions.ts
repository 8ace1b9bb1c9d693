import { type ActionRecord, actionKey, undoKey } from '../action.ts';
import { engagedFor } from '../brake.ts';
import { isOver, type WholeIncident } from '../incident.ts';
import { locksOf } from '../lock.ts';
import type { Instant } from '../time.ts';
import { type Law, lawForEach, unless } from './law.ts';
import type { Facts } from './record.ts';

interface Done {
  readonly action: ActionRecord;
  readonly whole: WholeIncident;
}

const actionsIn = ({ record }: Facts): readonly Done[] =>
  record.incidents.flatMap((whole) => whole.actions.map((action) => ({ action, whole })));

const named = ({ action }: Done): string => action.key;

const lawForActions = (name: string, says: string, broken: (one: Done, facts: Facts) => readonly string[]): Law =>
  lawForEach(name, says, actionsIn, named, broken);

const planOf = ({ action, whole }: Done) => whole.plans.find(({ digest }) => digest === action.planDigest);

/** What an action had to lock, by its plan. */
const lockedBy = (one: Done): readonly string[] => {
  const step = planOf(one)?.steps.find(({ id }) => id === one.action.step);
  return step === undefined ? [one.action.target] : [...new Set([one.action.target, ...locksOf(step)])];
};

/** Whether people had approved exactly this plan, by a quorum without whoever asked, and for this step. */
const approvedBefore = (one: Done): boolean =>
  planOf(one)?.decision === 'ask' &&
  one.whole.approvals.some(
    ({ planDigest, status, decidedAt, deadline, quorum, votes, askedBy, used }) =>
      planDigest === one.action.planDigest &&
      status === 'approved' &&
      decidedAt !== undefined &&
      decidedAt <= one.action.startedAt &&
      decidedAt < deadline &&
      used.filter((step) => step === one.action.step).length === 1 &&
      new Set(
        votes.flatMap(({ subject, decision }) => (decision === 'approved' && subject !== askedBy ? [subject] : [])),
      ).size >= quorum,
  );

/** When an incident let its locks go. */
const endOf = ({ incident, timeline }: WholeIncident): Instant | undefined =>
  isOver(incident.status) ? timeline.find(({ status }) => isOver(status))?.at : undefined;

/** When an admin took the lock of a target away from it, after a moment. */
const brokenAt = ({ timeline }: WholeIncident, target: string, after: Instant): Instant | undefined =>
  timeline.find(({ kind, at, data }) => kind === 'lock.broken' && data['target'] === target && at >= after)?.at;

/** Others that acted under the same lock before this incident was done with it, and this one before they were. */
const rivalsOf = ({ action, whole }: Done, target: string, facts: Facts): readonly Done[] =>
  actionsIn(facts).filter((other) => {
    if (other.whole.incident.id === whole.incident.id || !lockedBy(other).includes(target)) return false;
    const theirEnd = brokenAt(other.whole, target, other.action.startedAt) ?? endOf(other.whole);
    return other.action.startedAt <= action.startedAt && (theirEnd === undefined || action.startedAt < theirEnd);
  });

export const ACTION_LAWS: readonly Law[] = [
  lawForActions(
    'actions-planned',
    'every action is a step of a plan that was allowed, or approved in time by a quorum',
    (one) => {
      const plan = planOf(one);
      if (plan === undefined) return [`belongs to plan ${one.action.planDigest}, which is not stored`];
      const step = plan.steps.find(({ id }) => id === one.action.step);
      return [
        ...unless(
          plan.decision === 'allow' || approvedBefore(one),
          `its plan was not allowed: ${plan.decision}, and nobody had approved it before it started`,
        ),
        ...unless(step !== undefined, `its plan has no step ${one.action.step}`),
        ...unless(
          step === undefined || step.target === one.action.target,
          `acted on ${one.action.target}, planned was ${step?.target}`,
        ),
      ];
    },
  ),
  lawForActions('actions-in-time', 'every action lies between its plan and the end of its incident', (one) => {
    const { startedAt, endedAt, result } = one.action;
    const madeAt = planOf(one)?.madeAt ?? startedAt;
    const over = endOf(one.whole) ?? startedAt;
    return [
      ...unless(startedAt >= madeAt, `started at ${startedAt}, before its plan of ${madeAt}`),
      ...unless(
        one.action.undoes !== undefined || startedAt <= over,
        `started at ${startedAt}, after its incident ended at ${over}`,
      ),
      ...unless(
        endedAt === undefined || endedAt >= startedAt,
        `ended at ${endedAt}, before it started at ${startedAt}`,
      ),
      ...unless((result === 'started') === (endedAt === undefined), `is ${result}, its end is ${endedAt ?? 'missing'}`),
    ];
  }),
  lawForActions('actions-once', 'no action starts twice under one key, and the key is its own', (one) => {
    const { key, step, undoes } = one.action;
    const { incident, timeline } = one.whole;
    const starts = timeline.filter(({ kind, data }) => kind === 'action.started' && data['key'] === key).length;
    const isOwn = (made: string): boolean => (undoes === undefined ? key === made : key.startsWith(undoKey(made)));
    const own = Array.from({ length: incident.attempt }, (_, i) => actionKey(incident.id, i + 1, step)).some(isOwn);
    return [
      ...unless(starts === 1, `its timeline has ${starts} starts of it, not 1`),
      ...unless(own, `the key is not made of ${incident.id}, an attempt and ${step}`),
    ];
  }),
  lawForActions('actions-unbraked', 'no action started after a brake was engaged that still is', (one, { record }) => {
    const earlier = record.brakes.filter(({ at }) => at < one.action.startedAt);
    const { service, dependency } = planOf(one)?.scope ?? { service: one.whole.incident.service, dependency: '' };
    const brake = [service ?? '', dependency]
      .map((touched) => engagedFor(earlier, touched))
      .find((engaged) => engaged !== undefined);
    if (brake === undefined) return [];
    return [`started at ${one.action.startedAt}; ${brake.by} had engaged the ${brake.scope} brake at ${brake.at}`];
  }),
  lawForActions('actions-locked', 'every action had the locks that it needs to itself', (one, facts) => {
    const { incident } = one.whole;
    const { startedAt } = one.action;
    return lockedBy(one).flatMap((target) => {
      const rivals = rivalsOf(one, target, facts).map(({ action }) => `${target} was still held for ${action.key}`);
      if (isOver(incident.status) || brokenAt(one.whole, target, startedAt) !== undefined) return rivals;
      const whose = facts.record.locks.find((lock) => lock.target === target)?.incidentId ?? 'nobody';
      return [...rivals, ...unless(whose === incident.id, `the lock of ${target} belongs to ${whose}`)];
    });
  }),
];
