import { type Incident, isOver, type WholeIncident } from './incident.ts';
import type { ExecutionState } from './laws/record.ts';
import { OURSELVES } from './ourselves.ts';
import type { Reason } from './reason.ts';
import { type Instant, secondsBetween } from './time.ts';

/** What becomes of an incident that nobody may be at work on any more. */
export type Fate =
  /** Somebody is, or it is over. */
  | { readonly fate: 'worked_on' }
  /** Its execution was never started: it is started now. */
  | { readonly fate: 'started' }
  /** It begins anew with another attempt. */
  | { readonly fate: 'restarted' }
  /** Its recovery was measured; only the closing was lost. */
  | { readonly fate: 'closed' }
  | { readonly fate: 'escalated'; readonly reason: Reason };

/** Whatever was touched more recently than this is still in somebody's hands. Seconds. */
export const IN_HAND = 60;
/** By then the watch has taken up what was lost: what is in hand, the round of the next minute, and what a round takes. Seconds. */
export const TAKEN_UP_WITHIN = IN_HAND + 120;
/** Work that was lost this often would be lost again. */
const MOST_ATTEMPTS = 3;

/** Whether an action is still within the time that its Lambda has for it. */
const isLeased = ({ actions }: WholeIncident, now: Instant): boolean =>
  actions.some(({ result, leaseUntil }) => result === 'started' && leaseUntil > now);

/** Whether an execution is on its way, or will be again. */
const isRunning = (state: ExecutionState): boolean => state === 'RUNNING' || state === 'PENDING_REDRIVE';

/** Whether nobody is at work on an incident, and the watch should have noticed: neither an execution, nor a lease, nor a hand. */
export const isForgotten = ({ incident, actions }: WholeIncident, state: ExecutionState, now: Instant): boolean => {
  if (isOver(incident.status) || isRunning(state)) return false;
  const leases = actions.filter(({ result }) => result === 'started').map(({ leaseUntil }) => leaseUntil);
  return [incident.updatedAt, ...leases].every((at) => secondsBetween(at, now) >= TAKEN_UP_WITHIN);
};

/** Nothing was changed yet, so nothing can be done twice. */
const isUntouched = ({ incident: { status }, actions }: WholeIncident): boolean =>
  (status === 'open' || status === 'diagnosing') && actions.length === 0;

/**
 * Judges an incident by its execution and by the leases of its actions. Only what has changed nothing yet begins anew, not
 * too often, and not what somebody stopped on purpose; with a record that cannot be read as a whole, people decide.
 */
export const fateOf = (
  incident: Incident,
  whole: WholeIncident | undefined,
  state: ExecutionState,
  now: Instant,
): Fate => {
  const { status, attempt, source, openedFor, updatedAt } = incident;
  if (isOver(status) || isRunning(state) || secondsBetween(updatedAt, now) < IN_HAND) return { fate: 'worked_on' };
  if (whole !== undefined && isLeased(whole, now)) return { fate: 'worked_on' };
  if (status === 'resolved') return { fate: 'closed' };
  // What we found wrong with ourselves needs no diagnosis.
  if (source === OURSELVES) return { fate: 'escalated', reason: openedFor };
  if (state === 'ABORTED') return { fate: 'escalated', reason: 'execution_aborted' };
  if (whole === undefined || !isUntouched(whole)) return { fate: 'escalated', reason: 'execution_lost' };
  if (state === 'MISSING') return { fate: 'started' };
  return attempt < MOST_ATTEMPTS ? { fate: 'restarted' } : { fate: 'escalated', reason: 'execution_lost' };
};
