import { type Law, lawForIncidents } from './law.ts';

export const PROPOSAL_LAWS: readonly Law[] = [
  lawForIncidents(
    'proposals-asked',
    'what somebody proposed acts only by a plan that was asked of others than them',
    ({ incident: { proposedBy }, plans, actions, approvals }) => {
      if (proposedBy === undefined) return [];
      return actions.flatMap(({ key, planDigest, undoes }) => {
        if (undoes !== undefined) return [];
        const plan = plans.find(({ digest }) => digest === planDigest);
        const asked = approvals.find((one) => one.planDigest === planDigest && one.status === 'approved');
        return [
          ...(plan?.decision === 'ask' ? [] : [`${key}: its plan was ${plan?.decision ?? 'not stored'}, not asked`]),
          ...(asked?.askedBy === proposedBy ? [] : [`${key}: nobody else than ${proposedBy} was asked`]),
        ];
      });
    },
  ),
];
