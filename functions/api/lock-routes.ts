import { LockBreak } from '../core/contracts/locks.ts';
import type { TargetLocks } from '../core/ports/target-locks.ts';
import type { BreakLock } from '../core/usecases/break-lock.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

export interface LockRouteDeps {
  readonly locks: Pick<TargetLocks, 'all'>;
  readonly breakLock: BreakLock;
}

/** The locks on targets: everybody reads them, admins break one. */
export const lockRoutes = ({ locks, breakLock }: LockRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/locks',
    role: 'viewer',
    answer: async () => json(200, { locks: await locks.all() }),
  },
  {
    method: 'DELETE',
    path: '/locks/{target+}',
    role: 'admin',
    answer: async (call, { subject }) => {
      const body = readBody(LockBreak, call);
      if (!body.ok) return body.answer;
      const { target = '' } = call.params;
      const broken = await breakLock({ target, by: subject, reason: body.value.reason });
      if (broken.outcome === 'broken') return json(200, broken.lock);
      return problem(404, { detail: `nobody holds a lock on ${target.slice(0, 200)}` });
    },
  },
];
