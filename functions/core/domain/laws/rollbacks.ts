import type { ActionRecord } from '../action.ts';
import type { WholeIncident } from '../incident.ts';
import { triedIn } from '../ladder.ts';
import { type Law, lawForEach, lawForIncidents, unless } from './law.ts';

interface Undoing {
  readonly undoing: ActionRecord;
  readonly whole: WholeIncident;
}

/** Each undoing that ended, in the order in which they began, with what it undid. */
const pairsIn = ({ actions }: WholeIncident): readonly (readonly [ActionRecord, ActionRecord])[] =>
  actions
    .filter(({ undoes }) => undoes !== undefined)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
    .flatMap((undoing) => {
      const undone = actions.find(({ key }) => key === undoing.undoes);
      return undone === undefined ? [] : [[undoing, undone] as const];
    });

const ENDS = ['rollback.done', 'rollback.unneeded', 'rollback.failed'];

export const ROLLBACK_LAWS: readonly Law[] = [
  lawForEach(
    'rollbacks-belong',
    'every undoing belongs to an action that may have taken effect, and what is undone was read to be as before',
    ({ record }): readonly Undoing[] =>
      record.incidents.flatMap((whole) =>
        whole.actions.filter(({ undoes }) => undoes !== undefined).map((undoing) => ({ undoing, whole })),
      ),
    ({ undoing }) => undoing.key,
    ({ undoing, whole }) => {
      const undone = whole.actions.find(({ key }) => key === undoing.undoes);
      if (undone === undefined) return [`undoes ${undoing.undoes}, which was never done`];
      return [
        ...unless(undone.undoes === undefined, `undoes ${undone.key}, which is an undoing itself`),
        ...unless(undone.result !== 'skipped', `undoes ${undone.key}, which changed nothing`),
        ...unless(undone.startedAt <= undoing.startedAt, `began at ${undoing.startedAt}, before what it undoes`),
        ...unless(
          undoing.result !== 'done' || undoing.restored !== undefined,
          'is done, and nobody read what came of it',
        ),
      ];
    },
  ),
  lawForIncidents('rollbacks-newest-first', 'what was done last is undone first', (whole) => {
    const pairs = pairsIn(whole);
    return pairs.slice(1).flatMap(([undoing, undone], i) => {
      const before = pairs[i]?.[1];
      const isOrdered =
        before === undefined || before.planDigest !== undone.planDigest || before.startedAt >= undone.startedAt;
      return unless(isOrdered, `${undoing.key} came after the undoing of the older ${before?.key}`);
    });
  }),
  lawForIncidents(
    'one-try-at-a-time',
    'nothing more is tried before the try before it was measured or failed, and was taken back',
    (whole) => {
      const plans = triedIn(whole);
      return plans.slice(1).flatMap((plan, i) => {
        const before = plans[i];
        const taken = whole.timeline.some(
          ({ kind, at }) => ENDS.includes(kind) && at >= (before?.madeAt ?? '') && at <= plan.madeAt,
        );
        return unless(taken, `plan ${plan.digest} was acted on while ${before?.digest} was not taken back`);
      });
    },
  ),
  lawForIncidents('tries-bounded', 'no more is tried than the policy allows', (whole, { record }) => {
    const most = record.policy?.acting.tries;
    const tried = triedIn(whole).length;
    return unless(most === undefined || tried <= most, `${tried} tries, allowed are ${most}`);
  }),
];
