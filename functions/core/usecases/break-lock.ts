import { DependencyUnavailable } from '../domain/errors.ts';
import type { TargetLock } from '../domain/lock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { TargetLocks } from '../ports/target-locks.ts';

export interface BreakLockDeps {
  readonly store: Pick<IncidentStore, 'read'>;
  readonly locks: TargetLocks;
}

/** Who breaks which lock, and why. */
export interface Breaking {
  readonly target: string;
  readonly by: string;
  readonly reason: string;
}

const ROUNDS = 10;

/** Frees a target although its incident is not over; that incident's timeline says who did, and why. */
export const makeBreakLock =
  ({ store, locks }: BreakLockDeps) =>
  async ({
    target,
    by,
    reason,
  }: Breaking): Promise<
    { readonly outcome: 'broken'; readonly lock: TargetLock } | { readonly outcome: 'unknown' }
  > => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lock = await locks.of(target);
      const holder = lock && (await store.read(lock.incidentId));
      if (lock === undefined || holder === undefined) return { outcome: 'unknown' };
      const broken = await locks.break(holder, lock, {
        kind: 'lock.broken',
        actor: `person:${by}`,
        reason: 'lock_broken',
        text: `${by} took the lock of ${target} away: ${reason}.`,
        data: { target, fencing: lock.fencing },
      });
      if (broken === 'broken') return { outcome: 'broken', lock };
    }
    throw new DependencyUnavailable('target locks', `${target} kept changing hands through ${ROUNDS} rounds`);
  };

export type BreakLock = ReturnType<typeof makeBreakLock>;
