import type { ActionRecord } from '../domain/action.ts';
import type { PlannedStep } from '../domain/plan.ts';
import { stateTold } from '../domain/target-state.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { CarriedOut } from './carry-out.ts';

/** The record of an action that ended like this. */
export const ended = (action: ActionRecord, ran: CarriedOut, endedAt: Instant): ActionRecord => ({
  ...action,
  result: ran.outcome,
  endedAt,
  found: ran.found,
  ...(ran.outcome === 'done' && { changed: ran.changed }),
  ...((ran.outcome === 'failed' || ran.outcome === 'unknown') && { error: ran.error }),
});

/** How a step ended, for a reader of the story. */
export const stepTold = (actor: string, step: PlannedStep, ran: CarriedOut, key: string): TimelineDraft => {
  const { says, target } = step;
  const facts = { key, target, found: ran.found };
  if (ran.outcome === 'done') {
    const data = { ...facts, changed: ran.changed };
    return { kind: 'action.done', actor, text: `Did: ${says}, on ${target}.`, data };
  }
  if (ran.outcome === 'skipped') {
    return { kind: 'action.skipped', actor, text: `Did not need to ${says}: ${ran.why}.`, data: facts };
  }
  const data = { ...facts, error: ran.error };
  if (ran.outcome === 'failed') {
    return { kind: 'action.failed', actor, reason: 'action_failed', text: `Could not ${says}: ${ran.error}.`, data };
  }
  const text = `Cannot tell whether it did ${says}: ${ran.error}; ${target} is now: ${stateTold(ran.found)}.`;
  return { kind: 'action.unknown', actor, reason: 'target_unknown', text, data };
};
