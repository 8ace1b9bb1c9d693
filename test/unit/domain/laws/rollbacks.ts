import type { ActionRecord } from '../../../../functions/core/domain/action.ts';
import { type ChangeOf, inIncident, inRecord, type Poison, retold, SECOND_TRY } from '../../../support/poison.ts';

const inUndoings = (change: ChangeOf<ActionRecord>) =>
  inIncident(SECOND_TRY, (whole) => ({
    ...whole,
    actions: whole.actions.map((one) => (one.undoes === undefined ? one : change(one))),
  }));

/** The two undoings change places. */
const undoneOldestFirst = inIncident(SECOND_TRY, (whole) => {
  const [one, two] = whole.actions.filter(({ undoes }) => undoes !== undefined);
  if (one === undefined || two === undefined) throw new Error('the lawful record has no two undoings');
  const at = ({ startedAt, endedAt }: ActionRecord) => ({ startedAt, endedAt });
  const swapped = new Map([
    [one.key, { ...one, ...at(two) }],
    [two.key, { ...two, ...at(one) }],
  ]);
  return { ...whole, actions: whole.actions.map((action) => swapped.get(action.key) ?? action) };
});

export const ROLLBACKS_POISONS: readonly Poison[] = [
  ['rollbacks-belong', 'an undoing of what was never done', inUndoings((one) => ({ ...one, undoes: 'nothing' }))],
  ['rollbacks-belong', 'an undoing whose effect nobody read', inUndoings((one) => ({ ...one, restored: undefined }))],
  [
    'rollbacks-belong',
    'an undoing of what changed nothing',
    inIncident(SECOND_TRY, (whole) => ({
      ...whole,
      actions: whole.actions.map((one) => (one.step === 'two' && !one.undoes ? { ...one, result: 'skipped' } : one)),
    })),
  ],
  ['rollbacks-newest-first', 'an older action that is undone first', undoneOldestFirst],
  [
    'one-try-at-a-time',
    'a second try although the first was not taken back',
    retold(SECOND_TRY, (entries) =>
      entries.map((entry) => (entry.kind === 'rollback.done' ? { ...entry, kind: 'alert.repeated' } : entry)),
    ),
  ],
  [
    'tries-bounded',
    'more tries than the policy allows',
    inRecord(({ policy }) => ({ policy: policy && { ...policy, acting: { tries: 1 } } })),
  ],
];
