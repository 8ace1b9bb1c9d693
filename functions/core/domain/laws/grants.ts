import { isInForce } from '../grant.ts';
import { type Law, lawForEach } from './law.ts';
import type { Facts } from './record.ts';

/** What was started on the word of a grant. */
const startedBy = ({ record }: Facts) =>
  record.incidents.flatMap(({ plans, actions }) =>
    actions
      .filter(({ undoes }) => undoes === undefined)
      .map((action) => ({ action, plan: plans.find(({ digest }) => digest === action.planDigest) })),
  );

export const GRANT_LAWS: readonly Law[] = [
  lawForEach(
    'grants-held',
    'what runs by a grant runs while it is in force, and is what it is for',
    startedBy,
    ({ action }) => action.key,
    ({ action, plan }, { record }) => {
      if (plan?.grant === undefined) return [];
      const grant = record.grants.find(({ id }) => id === plan.grant);
      if (grant === undefined) return [`ran by ${plan.grant}, which is not stored`];
      const { fault, service, from, until, revokedAt } = grant;
      if (fault !== plan.fault || service !== plan.scope.service)
        return [`ran ${plan.fault} for ${plan.scope.service} by ${grant.id}, which is for ${fault} and ${service}`];
      if (isInForce(grant, action.startedAt)) return [];
      return [`started at ${action.startedAt}; ${grant.id} held from ${from} to ${revokedAt ?? until}`];
    },
  ),
];
