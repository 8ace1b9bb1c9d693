import type { ActionRecord } from '../domain/action.ts';
import type { Incident } from '../domain/incident.ts';
import type { PlannedStep } from '../domain/plan.ts';
import { instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { GateAnswer } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { CarriedOut } from './carry-out.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { ended, stepTold } from './tell-action.ts';

export type ActionOutcome = 'done' | 'skipped' | 'failed' | 'unknown' | 'refused' | 'drifted' | 'superseded';

const ACTOR = 'act';

/** Writes what came of a step, as long as its incident is still ours. */
export const makeWriteStep = (store: IncidentStore, clock: Clock) => {
  const change = makeChangeIncident(store);

  /** Writes an entry of its own on the incident, if it is still ours. */
  const note = async (
    { id, attempt }: Incident,
    outcome: ActionOutcome,
    entry: TimelineDraft,
    to?: 'diagnosing',
  ): Promise<ActionOutcome> => {
    const written = await change(
      id,
      (current) => expected(current, attempt, ['mitigating']) && { entries: [entry], ...(to && { to }) },
    );
    return written === undefined ? 'superseded' : outcome;
  };

  const finish = async (
    { id, attempt }: Incident,
    step: PlannedStep,
    action: ActionRecord,
    ran: CarriedOut,
  ): Promise<ActionOutcome> => {
    const record = ended(action, ran, instant(clock()));
    // What was done stays on the record, even if the incident was handed over meanwhile.
    const written = await change(
      id,
      (current) => current && { entries: [stepTold(ACTOR, step, ran, action.key)], action: record },
    );
    return expected(written, attempt, ['mitigating']) ? ran.outcome : 'superseded';
  };

  const refused = (
    incident: Incident,
    { says, target }: PlannedStep,
    reason: Extract<GateAnswer, { outcome: 'refused' }>['reason'],
  ) =>
    note(incident, 'refused', {
      kind: 'action.refused',
      actor: ACTOR,
      reason,
      text: `The gate refused to ${says}: ${reason}.`,
      data: { target },
    });

  /** The target is not as planned: with nothing done yet a new plan is made, otherwise what was done is taken back. */
  const drifted = (incident: Incident, index: number, { says, target }: PlannedStep, what: string) =>
    index === 0
      ? note(
          incident,
          'drifted',
          {
            kind: 'action.drifted',
            actor: ACTOR,
            text: `Did not ${says}: ${what}. A new plan is made.`,
            data: { target },
          },
          'diagnosing',
        )
      : note(incident, 'failed', {
          kind: 'action.failed',
          actor: ACTOR,
          reason: 'target_drifts',
          text: `Did not ${says}: ${what}.`,
          data: { target },
        });

  /** The target could not be read: nothing was done. */
  const unreadable = (incident: Incident, { says, target }: PlannedStep, why: string) =>
    note(incident, 'failed', {
      kind: 'action.failed',
      actor: ACTOR,
      reason: 'action_failed',
      text: `Could not ${says}: ${why}.`,
      data: { target },
    });

  return { finish, refused, drifted, unreadable };
};

export type WriteStep = ReturnType<typeof makeWriteStep>;
