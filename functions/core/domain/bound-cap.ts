import type { Cap } from './envelope-policy.ts';

/** What tries are counted of: `target:<target>` or `runbook:<fault>`. */
export type TrySubject = `target:${string}` | `runbook:${string}`;

/** How often a subject may be tried; it is on the plan, so that the gate counts against what was judged. */
export interface BoundCap extends Cap {
  readonly subject: TrySubject;
}
