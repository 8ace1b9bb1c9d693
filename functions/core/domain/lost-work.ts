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
/** Work that was lost this often would be lost again. */
const MOST_ATTEMPTS = 3;

/** Whether an action is still within the time that its Lambda has for it. */
const isLeased = ({ actions }: WholeIncident, now: Instant): boolean =>
  actions.some(({ result, leaseUntil }) => result === 'started' && leaseUntil > now);

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
  const runs = state === 'RUNNING' || state === 'PENDING_REDRIVE';
  if (isOver(status) || runs || secondsBetween(updatedAt, now) < IN_HAND) return { fate: 'worked_on' };
  if (whole !== undefined && isLeased(whole, now)) return { fate: 'worked_on' };
  if (status === 'resolved') return { fate: 'closed' };
  // What we found wrong with ourselves needs no diagnosis.
  if (source === OURSELVES) return { fate: 'escalated', reason: openedFor };
  if (state === 'ABORTED') return { fate: 'escalated', reason: 'execution_aborted' };
  if (whole === undefined || !isUntouched(whole)) return { fate: 'escalated', reason: 'execution_lost' };
  if (state === 'MISSING') return { fate: 'started' };
  return attempt < MOST_ATTEMPTS ? { fate: 'restarted' } : { fate: 'escalated', reason: 'execution_lost' };
};
