import { type Grant, type GrantId, isInForce, LONGEST_GRANT } from '../domain/grant.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Grants } from '../ports/grants.ts';
import type { Ids } from '../ports/ids.ts';
import type { PolicySource } from '../ports/policy-source.ts';

export interface GrantDeps {
  readonly grants: Grants;
  readonly policies: PolicySource;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Who lets which runbook run for which service, how long and why. */
export interface Given extends Pick<Grant, 'fault' | 'service' | 'by' | 'reason'> {
  readonly seconds: number;
  /** It comes with an approval that a quorum gave; alone one person's word must suffice by the policy. */
  readonly approved?: boolean | undefined;
}

export type GaveGrant =
  | { readonly outcome: 'granted'; readonly grant: Grant }
  | { readonly outcome: 'unknown_service'; readonly known: readonly string[] }
  /** More than one person must agree to a plan, so that one alone cannot let plans run. */
  | { readonly outcome: 'quorum'; readonly quorum: number };

/** Lets a runbook run by itself for one service, for a limited time. */
export const makeGiveGrant =
  ({ grants, policies, ids, clock }: GrantDeps) =>
  async ({ seconds, approved = false, ...given }: Given): Promise<GaveGrant> => {
    const { services, approvals } = await policies.current();
    if (!Object.hasOwn(services, given.service)) return { outcome: 'unknown_service', known: Object.keys(services) };
    if (!approved && approvals.quorum > 1) return { outcome: 'quorum', quorum: approvals.quorum };
    const from = instant(clock());
    const grant = { id: ids.grant(), from, until: plusSeconds(from, Math.min(seconds, LONGEST_GRANT)), ...given };
    await grants.put(grant);
    return { outcome: 'granted', grant };
  };

/** Takes a grant back; one that is over stays as it is. */
export const makeRevokeGrant =
  ({ grants, clock }: Pick<GrantDeps, 'grants' | 'clock'>) =>
  async (
    id: GrantId,
    by: string,
  ): Promise<{ readonly outcome: 'revoked'; readonly grant: Grant } | { readonly outcome: 'unknown' }> => {
    const grant = (await grants.all()).find((one) => one.id === id);
    if (grant === undefined) return { outcome: 'unknown' };
    const now = instant(clock());
    if (!isInForce(grant, now)) return { outcome: 'revoked', grant };
    const revoked = { ...grant, revokedAt: now, revokedBy: by };
    await grants.put(revoked);
    return { outcome: 'revoked', grant: revoked };
  };

export type GiveGrant = ReturnType<typeof makeGiveGrant>;
export type RevokeGrant = ReturnType<typeof makeRevokeGrant>;
