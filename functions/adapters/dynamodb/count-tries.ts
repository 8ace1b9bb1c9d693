import { DAY } from '../../core/domain/envelope-policy.ts';
import { instant, plusSeconds } from '../../core/domain/time.ts';
import { isCapReached, type Try } from '../../core/domain/tries.ts';
import type { GateRequest } from '../../core/ports/gate.ts';
import { triesItem } from './items/tries.ts';
import { type Part, put } from './transact.ts';
import { countedTries } from './tries.ts';
import type { Writing } from './writing.ts';

/**
 * What counts the start of an action, each write conditioned on what was read; `reached` when one try more would be too
 * many. A plan that is counted already, by its first step or a twin, counts no second time.
 */
export const countingParts = async (
  { table, digest }: Pick<Writing, 'table' | 'digest'>,
  { before, action, caps = [], resumes, approval }: GateRequest,
  now: Date,
): Promise<readonly Part[] | 'reached'> => {
  if (resumes !== undefined) return [];
  const own: Try = { at: instant(now), incidentId: before.id, planDigest: action.planDigest };
  const all = await Promise.all(
    caps.map(async (cap) => ({ cap, counted: await countedTries(table, cap.subject, digest) })),
  );
  const uncounted = all.filter(
    ({ counted }) =>
      !counted.tries.some((one) => one.incidentId === own.incidentId && one.planDigest === own.planDigest),
  );
  if (approval === undefined && uncounted.some(({ cap, counted }) => isCapReached(counted.tries, cap, own.at)))
    return 'reached';
  const dayAgo = plusSeconds(own.at, -DAY);
  const expiresAt = Math.ceil(now.getTime() / 1000) + 2 * DAY;
  return uncounted.map(({ counted: { subject, version, tries } }) => {
    const kept = tries.filter(({ at }) => at > dayAgo).slice(1 - MOST_KEPT);
    return put('cap', triesItem({ subject, version: version + 1, tries: [...kept, own] }, expiresAt, digest), {
      that: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(version > 0 && { values: { ':version': version } }),
    });
  });
};

/** As many as the largest cap, so that none of them is ever missed. */
const MOST_KEPT = 500;
