import type { ActionRecord } from '../../core/domain/action.ts';
import { GLOBAL_BRAKE } from '../../core/domain/brake.ts';
import { applyChange } from '../../core/domain/change.ts';
import type { GrantId } from '../../core/domain/grant.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import { type Instant, instant } from '../../core/domain/time.ts';
import type { Gate, GateAnswer, GateRequest } from '../../core/ports/gate.ts';
import { appliedParts } from './change-parts.ts';
import { countingParts } from './count-tries.ts';
import { getItem } from './get-items.ts';
import { actionFrom, actionItem } from './items/action.ts';
import { lockItem } from './items/lock.ts';
import { actionItemKey, approvalKey, brakeKey, CURRENT_POLICY, grantKey, type Key } from './keys.ts';
import type { Table } from './table.ts';
import { check, type Part, put, type Refusal, type Role, transact, update } from './transact.ts';
import type { Writing } from './writing.ts';

/** How often tries are counted anew, should another start be counted between look and write. */
const ROUNDS = 25;

/** The gate: one transaction whose refusals are told in the order in which they stand in it. */
export const dynamoGate = (writing: Writing): Gate => ({
  start: async (request) => {
    const { table, clock, digest } = writing;
    const { before, action, entry } = request;
    const locks = [...new Set([...before.locks, ...lockedBy(request)])];

    for (let round = 0; round < ROUNDS; round += 1) {
      const now = clock();
      const counting = await countingParts(writing, request, now);
      if (counting === 'reached') return { outcome: 'refused', reason: 'cap_reached' };
      const applied = applyChange(before, { entries: [entry], facts: { locks } }, instant(now), digest);
      const refusals = await transact(table, [
        ...preconditions(request, now),
        ...counting,
        ...appliedParts(applied, {
          that: 'seq = :seq AND #status = :status',
          names: { '#status': 'status' },
          values: { ':seq': before.seq, ':status': request.status ?? 'mitigating' },
        }),
      ]);
      if (refusals.length === 0) return { outcome: 'started', incident: applied.incident };
      if (refusals.some(({ part }) => part.role !== 'cap')) return answerTo(refusals, table, before.id, action);
    }
    return { outcome: 'conflict' };
  },
});

const lockedBy = ({ action, locks = [] }: Pick<GateRequest, 'action' | 'locks'>): readonly string[] => [
  ...new Set([action.target, ...locks]),
];

const preconditions = (
  { before, action, locks, resumes, services, policyDigest, approval, grant }: GateRequest,
  now: Date,
): readonly Part[] => [
  put(
    'action',
    actionItem(before.id, action),
    resumes === undefined
      ? { that: 'attribute_not_exists(pk)' }
      : {
          that: '#result = :started AND leaseUntil = :lease',
          names: { '#result': 'result' },
          values: { ':started': 'started', ':lease': resumes.leaseUntil },
        },
  ),
  released(GLOBAL_BRAKE),
  ...[...new Set(services)].filter((service) => service !== GLOBAL_BRAKE).map(released),
  check('policy', CURRENT_POLICY, { that: 'digest = :digest', values: { ':digest': policyDigest } }),
  ...lockedBy({ action, locks }).map((target) =>
    put('lock', lockItem({ target, incidentId: before.id, fencing: now.getTime() }), {
      that: 'attribute_not_exists(pk) OR incidentId = :us',
      values: { ':us': before.id },
    }),
  ),
  ...(grant === undefined ? [] : [granted(grant, instant(now))]),
  ...(approval && resumes === undefined ? [using(approvalKey(before.id, approval.id), action)] : []),
];

/** Uses an approval up for one step; who resumes a started one has used it already. */
const using = (key: Key, { planDigest, step }: ActionRecord): Part =>
  update('approval', key, {
    sets: 'used = list_append(used, :steps)',
    that: '#status = :approved AND planDigest = :digest AND NOT contains(used, :step)',
    names: { '#status': 'status' },
    values: { ':approved': 'approved', ':digest': planDigest, ':step': step, ':steps': [step] },
  });

const granted = (id: GrantId, now: Instant): Part =>
  check('grant', grantKey(id), {
    that: 'attribute_not_exists(revokedAt) AND #until > :now',
    names: { '#until': 'until' },
    values: { ':now': now },
  });

const released = (scope: string): Part =>
  check('brake', brakeKey(scope), {
    that: 'attribute_not_exists(pk) OR engaged = :no',
    values: { ':no': false },
  });

/** Contention alone is a conflict: the caller reads again, and the next refusal has a name. */
const answerTo = async (
  refusals: readonly Refusal[],
  table: Table,
  id: IncidentId,
  { key }: ActionRecord,
): Promise<GateAnswer> => {
  const refused = (role: Role) => refusals.some(({ part, why }) => part.role === role && why === 'refused');
  if (refused('action')) {
    const item = await getItem(table, actionItemKey(id, key));
    return item ? { outcome: 'known', action: actionFrom(item) } : { outcome: 'conflict' };
  }
  if (refused('brake')) return { outcome: 'refused', reason: 'brake_engaged' };
  if (refused('policy')) return { outcome: 'refused', reason: 'policy_missing' };
  if (refused('lock')) return { outcome: 'refused', reason: 'target_locked' };
  if (refused('grant')) return { outcome: 'refused', reason: 'grant_missing' };
  if (refused('approval')) return { outcome: 'refused', reason: 'approval_missing' };
  return { outcome: 'conflict' };
};
