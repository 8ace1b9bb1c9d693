import type { ActionRecord } from './action.ts';
import { isOver, type WholeIncident } from './incident.ts';

/** Why something is taken back: it did not help, the incident was taken away meanwhile, or a person asks. */
export const ROLL_BACK_MODES = ['failed', 'superseded', 'asked'] as const;
export type RollBackMode = (typeof ROLL_BACK_MODES)[number];

/** Actions that may have left something behind and were not undone yet, newest first. */
export const undoableIn = (whole: WholeIncident, mode: RollBackMode): readonly ActionRecord[] => {
  const { incident, actions, plans, timeline } = whole;
  const undone = new Set(actions.flatMap(({ undoes, result }) => (result === 'done' ? (undoes ?? []) : [])));
  const newestPlan = plans.at(-1)?.digest;
  const overAt = timeline.find(({ status }) => isOver(status))?.at;
  const own = `${incident.id}/${incident.attempt}/`;
  return actions
    .filter(({ undoes, result, key }) => undoes === undefined && result !== 'skipped' && !undone.has(key))
    .filter(({ planDigest, key, endedAt }) => {
      if (mode === 'asked') return true;
      if (!key.startsWith(own)) return false;
      if (mode === 'failed') return planDigest === newestPlan;
      return overAt !== undefined && (endedAt === undefined || endedAt >= overAt);
    })
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
};

/** Those of them that an inverse takes back. */
export const invertibleIn = (whole: WholeIncident): readonly ActionRecord[] =>
  undoableIn(whole, 'asked').filter(({ planDigest, step }) =>
    whole.plans.some(
      ({ digest, steps }) =>
        digest === planDigest && steps.some(({ id, ending }) => id === step && ending.kind === 'inverse'),
    ),
  );
