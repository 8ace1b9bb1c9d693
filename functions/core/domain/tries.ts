import type { BoundCap } from './bound-cap.ts';
import { type Cap, DAY, HOUR } from './envelope-policy.ts';
import type { IncidentId, WholeIncident } from './incident.ts';
import type { Plan } from './plan.ts';
import { type Instant, plusSeconds } from './time.ts';

/** That a plan was begun, on a target or by a runbook. */
export interface Try {
  readonly at: Instant;
  readonly incidentId: IncidentId;
  readonly planDigest: string;
}

/** Everything that a plan's start counts against. */
export const capsOf = (
  { fault, steps }: Pick<Plan, 'fault' | 'steps'>,
  { perTarget, perRunbook }: { readonly perTarget: Cap; readonly perRunbook: Cap },
): readonly BoundCap[] => [
  ...[...new Set(steps.map(({ target }) => target))].map((target) => ({
    subject: `target:${target}` as const,
    ...perTarget,
  })),
  { subject: `runbook:${fault}` as const, ...perRunbook },
];

/** How many tries lie within so many seconds before a moment. */
export const triesWithin = (tries: readonly Try[], seconds: number, now: Instant): number => {
  const since = plusSeconds(now, -seconds);
  return tries.filter(({ at }) => at > since).length;
};

/** Whether one more try would be too many. */
export const isCapReached = (tries: readonly Try[], { perHour, perDay }: Cap, now: Instant): boolean =>
  !(triesWithin(tries, HOUR, now) < perHour && triesWithin(tries, DAY, now) < perDay);

/** How a try came out, as far as its incident's record says. */
export const cameOut = (whole: WholeIncident | undefined, digest: string): 'helped' | 'failed' | 'open' => {
  const plan = whole?.plans.findLast((one) => one.digest === digest);
  if (whole === undefined || plan === undefined) return 'open';
  const own = whole.actions.filter(({ planDigest, undoes }) => planDigest === digest && undoes === undefined);
  if (own.some(({ result }) => result === 'failed' || result === 'unknown')) return 'failed';
  const verdict = whole.verifications.find(({ at }) => at >= plan.madeAt)?.outcome;
  if (verdict === undefined) return 'open';
  return verdict === 'verified' ? 'helped' : 'failed';
};
