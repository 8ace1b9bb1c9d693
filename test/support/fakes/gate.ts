import type { TrySubject } from '../../../functions/core/domain/bound-cap.ts';
import { engagedFor } from '../../../functions/core/domain/brake.ts';
import { applyChange } from '../../../functions/core/domain/change.ts';
import { isInForce } from '../../../functions/core/domain/grant.ts';
import { instant } from '../../../functions/core/domain/time.ts';
import { isCapReached, type Try } from '../../../functions/core/domain/tries.ts';
import type { Gate } from '../../../functions/core/ports/gate.ts';
import { grown, type MemoryDeps } from './incident-store.ts';

/** The gate in memory; checks in the order in which the table's refusals are told. */
export const inMemoryGate = ({ memory, clock, digest }: MemoryDeps): Gate => ({
  start: async ({
    before,
    action,
    locks: wanted = [],
    services,
    policyDigest,
    approval,
    grant,
    caps = [],
    entry,
    resumes,
    status = 'mitigating',
  }) => {
    const whole = memory.incidents.get(before.id);
    const known = whole?.actions.find(({ key }) => key === action.key);
    const isTakenOver = known?.result === 'started' && known.leaseUntil === resumes?.leaseUntil;
    if (known !== undefined && !isTakenOver) return { outcome: 'known', action: known };
    const brakes = [...memory.brakes.values()];
    if (services.some((service) => engagedFor(brakes, service))) return { outcome: 'refused', reason: 'brake_engaged' };
    if (memory.policy?.digest !== policyDigest) return { outcome: 'refused', reason: 'policy_missing' };
    const taken = [...new Set([action.target, ...wanted])];
    const holders = taken.map((target) => memory.locks.get(target));
    if (holders.some((lock) => lock !== undefined && lock.incidentId !== before.id))
      return { outcome: 'refused', reason: 'target_locked' };
    const given = grant && memory.grants.get(grant);
    if (grant !== undefined && !(given !== undefined && isInForce(given, instant(clock()))))
      return { outcome: 'refused', reason: 'grant_missing' };
    const held = whole?.approvals.find(({ id }) => id === approval?.id);
    const usable = held?.status === 'approved' && held.planDigest === action.planDigest;
    const used = held?.used.includes(action.step) === true;
    if (approval !== undefined && (!usable || used !== (resumes !== undefined)))
      return { outcome: 'refused', reason: 'approval_missing' };
    const own = { at: instant(clock()), incidentId: before.id, planDigest: action.planDigest };
    const triesOf = (subject: TrySubject) => memory.tries.get(subject) ?? [];
    const isOwn = (one: Try) => one.incidentId === own.incidentId && one.planDigest === own.planDigest;
    const uncounted = resumes === undefined ? caps.filter(({ subject }) => !triesOf(subject).some(isOwn)) : [];
    if (approval === undefined && uncounted.some((cap) => isCapReached(triesOf(cap.subject), cap, own.at)))
      return { outcome: 'refused', reason: 'cap_reached' };
    if (whole?.incident.seq !== before.seq || whole.incident.status !== status) return { outcome: 'conflict' };

    const locks = [...new Set([...before.locks, ...taken])];
    const applied = applyChange(before, { entries: [entry], facts: { locks } }, instant(clock()), digest);
    for (const { subject } of uncounted) memory.tries.set(subject, [...triesOf(subject), own]);
    for (const target of taken) memory.locks.set(target, { incidentId: before.id, fencing: clock().getTime() });
    memory.incidents.set(
      before.id,
      grown(
        whole,
        applied,
        { action, ...(held && !used && { approval: { ...held, used: [...held.used, action.step] } }) },
        [],
      ),
    );
    return { outcome: 'started', incident: applied.incident };
  },
});
