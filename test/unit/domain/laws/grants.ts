import type { Grant } from '../../../../functions/core/domain/grant.ts';
import { aGrant } from '../../../support/builders.ts';
import { type Change, inIncident, inRecord, type Poison, UNDER_WAY } from '../../../support/poison.ts';

/** What is under way runs by this grant. */
const byGrant =
  (part: Partial<Grant>, stored = true): Change =>
  (facts) =>
    inRecord(() => ({ grants: stored ? [aGrant(part)] : [] }))(
      inIncident(UNDER_WAY, (whole) => ({
        ...whole,
        plans: whole.plans.map((plan) => ({ ...plan, grant: aGrant().id })),
      }))(facts),
    );

/** In force through the whole lawful record. */
export const LAWFUL_GRANT = byGrant({});

export const GRANTS_POISONS: readonly Poison[] = [
  ['grants-held', 'a start by a grant that is not stored', byGrant({}, false)],
  ['grants-held', 'a start by a grant that is over', byGrant({ until: '2026-03-02T09:30:00.000Z' })],
  ['grants-held', 'a start by a grant that was revoked', byGrant({ revokedAt: '2026-03-02T09:30:00.000Z' })],
  ['grants-held', 'a start by a grant of later', byGrant({ from: '2026-03-02T11:00:00.000Z' })],
  ['grants-held', 'a start by a grant for another runbook', byGrant({ fault: 'api-503' })],
  ['grants-held', 'a start by a grant for another service', byGrant({ service: 'orders' })],
];
