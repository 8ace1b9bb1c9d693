import { DependencyUnavailable } from '../../core/domain/errors.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import { type Alerted, alertParts, CHUNK } from './alert-parts.ts';
import { metaKey } from './keys.ts';
import { check, type Part, type Refusal, transact } from './transact.ts';
import type { Writing } from './writing.ts';

/** How often a transaction is sent again that met another one; each time after a longer rest. */
const TRIES = 6;
const FIRST_REST_MS = 20;

/** Whether every alert of the rest is with us now. */
export type Rest = 'complete' | 'partly';

/**
 * Takes the alerts that did not fit into the transaction that opened or joined. An episode that another incident
 * was quicker to take stays with it; when ours is closed meanwhile, nothing more is taken.
 */
export const takeRest = async (
  writing: Writing,
  id: IncidentId,
  alerts: readonly Alerted[],
  takenFrom?: IncidentId,
): Promise<Rest> => {
  let rest: Rest = 'complete';
  for (let start = 0; start < alerts.length; start += CHUNK) {
    const taken = await takeChunk(writing, id, alerts.slice(start, start + CHUNK), takenFrom);
    if (taken === 'over') return 'partly';
    if (taken === 'partly') rest = taken;
  }
  return rest;
};

const takeChunk = async (
  writing: Writing,
  id: IncidentId,
  chunk: readonly Alerted[],
  takenFrom: IncidentId | undefined,
): Promise<Rest | 'over'> => {
  let left = chunk;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const parts = left.map((one) => alertParts(writing, id, [one], takenFrom));
    const refusals = await transact(writing.table, [notClosed(id), ...parts.flat()]);
    if (refusals.length === 0) return left.length === chunk.length ? 'complete' : 'partly';
    if (isRefused(refusals, 'meta')) return 'over';

    const lost = new Set<Part>(refusals.filter(({ why }) => why === 'refused').map(({ part }) => part));
    left = left.filter((_, index) => !parts[index]?.some((part) => lost.has(part)));
    if (left.length === 0) return 'partly';
    await new Promise((resolve) => setTimeout(resolve, FIRST_REST_MS * 2 ** tried));
  }
  throw new DependencyUnavailable('dynamodb', `could not add alerts to ${id}: other transactions kept coming first`);
};

const notClosed = (id: IncidentId): Part =>
  check('meta', metaKey(id), {
    that: 'attribute_exists(pk) AND #status <> :closed',
    names: { '#status': 'status' },
    values: { ':closed': 'closed' },
  });

const isRefused = (refusals: readonly Refusal[], role: Part['role']): boolean =>
  refusals.some(({ part, why }) => part.role === role && why === 'refused');
