import { applyChange } from '../../../functions/core/domain/change.ts';
import { instant } from '../../../functions/core/domain/time.ts';
import type { TargetLocks } from '../../../functions/core/ports/target-locks.ts';
import { grown, type MemoryDeps } from './incident-store.ts';

/** The locks that the gate in memory takes. */
export const inMemoryTargetLocks = ({ memory, clock, digest }: MemoryDeps): TargetLocks => ({
  all: async () =>
    [...memory.locks].map(([target, lock]) => ({ target, ...lock })).toSorted((a, b) => (a.target < b.target ? -1 : 1)),
  of: async (target) => {
    const lock = memory.locks.get(target);
    return lock && { target, ...lock };
  },
  break: async (holder, { target, incidentId, fencing }, entry) => {
    const whole = memory.incidents.get(holder.id);
    const lock = memory.locks.get(target);
    if (whole?.incident.seq !== holder.seq || lock?.incidentId !== incidentId || lock.fencing !== fencing)
      return 'conflict';
    const locks = holder.locks.filter((one) => one !== target);
    const applied = applyChange(holder, { entries: [entry], facts: { locks } }, instant(clock()), digest);
    memory.locks.delete(target);
    memory.incidents.set(holder.id, grown(whole, applied, {}, []));
    return 'broken';
  },
});
