import type { Instant } from './time.ts';

/** `GRT-` and a ULID. */
export type GrantId = `GRT-${string}`;

/** That one runbook may run by itself for one service, although it is in mode `approve`: for a limited time, and until it is revoked. */
export interface Grant {
  readonly id: GrantId;
  readonly fault: string;
  /** The service that suffers. */
  readonly service: string;
  readonly from: Instant;
  /** The first moment at which it no longer holds. */
  readonly until: Instant;
  /** Subject who gave it. */
  readonly by: string;
  readonly reason: string;
  readonly revokedAt?: Instant | undefined;
  readonly revokedBy?: string | undefined;
}

/** The longest that anything runs on one person's word; what should last longer is a change of the policy. Seconds. */
export const LONGEST_GRANT = 7 * 86_400;

export const isInForce = ({ from, until, revokedAt }: Grant, at: Instant): boolean =>
  from <= at && at < until && (revokedAt === undefined || at < revokedAt);

/** The grant that lets a runbook run for a service at a moment; of several the one that holds longest. */
export const grantFor = (
  grants: readonly Grant[],
  { fault, service }: Pick<Grant, 'fault' | 'service'>,
  at: Instant,
): Grant | undefined =>
  grants
    .filter((grant) => grant.fault === fault && grant.service === service && isInForce(grant, at))
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
