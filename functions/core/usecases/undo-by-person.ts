import { type Incident, type IncidentId, isOver, type WholeIncident } from '../domain/incident.ts';
import { invertibleIn } from '../domain/rollback.ts';
import type { IncidentStatus } from '../domain/transitions.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Workflow } from '../ports/workflow.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface UndoByPersonDeps {
  readonly store: IncidentStore;
  readonly workflow: Workflow;
}

export type UndoneByPerson =
  /** It is under way; the timeline tells how it ends. */
  | { readonly outcome: 'asked'; readonly incident: Incident }
  | { readonly outcome: 'unknown' }
  /** While the machine is at work on it, what does not help is undone by the machine. */
  | { readonly outcome: 'not_over'; readonly status: IncidentStatus }
  /** Nothing was done that could be taken back, or it is undone already. */
  | { readonly outcome: 'nothing_to_undo' };

/** An undoing that was asked for and has not come to its end. */
const isUnderWay = ({ timeline }: WholeIncident): boolean =>
  timeline.findLast(({ kind }) => kind === 'undo.requested' || /^rollback\.(done|unneeded|failed)$/.test(kind))
    ?.kind === 'undo.requested';

/**
 * A person has what was done taken back, long after it was done: an execution of its own runs the recorded inverses through
 * the gate and reads the targets. Asked again while it is under way, it is only started, should that have been lost.
 */
export const makeUndoByPerson = ({ store, workflow }: UndoByPersonDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, subject: string, comment?: string): Promise<UndoneByPerson> => {
    const whole = await store.readWhole(id);
    if (whole === undefined) return { outcome: 'unknown' };
    const { incident } = whole;
    if (!isOver(incident.status)) return { outcome: 'not_over', status: incident.status };
    if (isUnderWay(whole)) {
      await workflow.start(id, incident.attempt, { undo: true });
      return { outcome: 'asked', incident };
    }
    if (invertibleIn(whole).length === 0) return { outcome: 'nothing_to_undo' };
    const why = comment === undefined ? '.' : `: ${comment}`;
    const asked = await change(id, (current) =>
      current?.seq === incident.seq
        ? {
            entries: [
              {
                kind: 'undo.requested',
                actor: `person:${subject}`,
                reason: 'undo_asked',
                text: `${subject} asks to take back what was done${why}`,
                ...(comment !== undefined && { data: { comment } }),
              },
            ],
            facts: { attempt: incident.attempt + 1 },
          }
        : undefined,
    );
    // Something happened to it meanwhile: whoever asks looks again.
    if (asked === undefined) return { outcome: 'not_over', status: (await store.read(id))?.status ?? incident.status };
    await workflow.start(id, asked.attempt, { undo: true });
    return { outcome: 'asked', incident: asked };
  };
};

export type UndoByPerson = ReturnType<typeof makeUndoByPerson>;
