import { type Incident, type IncidentId, isOver, type WholeIncident } from '../domain/incident.ts';
import { type RollBackMode, undoableIn } from '../domain/rollback.ts';
import { makeChangeIncident } from './change-incident.ts';
import type { ActDeps } from './run-action.ts';
import { makeUndoAction } from './undo-action.ts';

export type RollBackOutcome = 'rolled_back' | 'nothing_to_undo' | 'failed' | 'superseded';

const ACTOR = 'act';
const KINDS = {
  rolled_back: 'rollback.done',
  nothing_to_undo: 'rollback.unneeded',
  failed: 'rollback.failed',
} as const;

/** Takes back what was done, newest first, each through the gate, and reads whether the target is as it was. */
export const makeRollBack = (deps: ActDeps) => {
  const { store } = deps;
  const change = makeChangeIncident(store);
  const undo = makeUndoAction(deps);

  return async (id: IncidentId, attempt: number, mode: RollBackMode): Promise<RollBackOutcome> => {
    await begin(id, attempt, mode);
    const whole = await store.readWhole(id);
    if (whole === undefined || whole.incident.attempt !== attempt) return 'superseded';
    const told = endedAlready(whole);
    if (told !== undefined) return told;
    if (mode === 'failed' ? whole.incident.status !== 'mitigating' : !isOver(whole.incident.status))
      return 'superseded';

    let undone = 0;
    for (const action of undoableIn(whole, mode)) {
      const answer = await undo(whole, action);
      if (answer.outcome === 'superseded') return 'superseded';
      if (answer.outcome === 'failed')
        return end(whole.incident, 'failed', `Could not undo everything: ${answer.why}. Nothing more is tried.`);
      if (answer.outcome === 'undone') undone += 1;
    }
    return undone > 0
      ? end(whole.incident, 'rolled_back', 'What was done is undone, and was read to be as before.')
      : end(whole.incident, 'nothing_to_undo', 'There is nothing to undo.');
  };

  async function begin(id: IncidentId, attempt: number, mode: RollBackMode): Promise<void> {
    if (mode !== 'failed') return;
    await change(id, (current) =>
      current?.attempt === attempt && current.status === 'verifying'
        ? {
            to: 'mitigating',
            entries: [{ kind: 'rollback.started', actor: ACTOR, text: 'Started to take back what was done.' }],
          }
        : undefined,
    );
  }

  async function end(before: Incident, outcome: keyof typeof KINDS, text: string): Promise<RollBackOutcome> {
    const over = isOver(before.status);
    const written = await change(before.id, (current) =>
      current?.attempt === before.attempt && current.status === before.status
        ? {
            entries: [
              {
                kind: KINDS[outcome],
                actor: ACTOR,
                text,
                ...(outcome === 'failed' && { reason: 'rollback_failed' as const }),
              },
            ],
            ...(over && { frees: true }),
            ...(!over && outcome !== 'failed' && { to: 'diagnosing' as const }),
          }
        : undefined,
    );
    return written === undefined ? 'superseded' : outcome;
  }
};

/** A crash after the last write: the repeat answers what was written. */
const endedAlready = ({ timeline }: WholeIncident): RollBackOutcome | undefined => {
  const newest = timeline.findLast(({ kind }) => !kind.startsWith('alert.') && kind !== 'people.told')?.kind;
  if (newest === 'rollback.done') return 'rolled_back';
  if (newest === 'rollback.unneeded') return 'nothing_to_undo';
  return newest === 'rollback.failed' ? 'failed' : undefined;
};
