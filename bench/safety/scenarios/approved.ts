import { inMode } from '../../../localstack/under-policy.ts';
import { say, untouched } from '../deciding.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const approved = defineScenario({
  name: 'approved',
  says: 'wrong roles, a stale digest and a second vote of one person are refused; two approvers have it done, once',
  policy: (policy) => ({ ...inMode('approve')(policy), approvals: { deadlineSeconds: 120, quorum: 2 } }),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'approval.asked',
      act: async (stage, incident) => [
        ...(await say(stage, incident, [
          { who: 'viewer', says: 'approve', gets: 403 },
          { who: 'responder', says: 'approve', gets: 403 },
          { who: 'approver', says: 'approve another plan', gets: 409 },
          { who: 'approver', says: 'approve', gets: 200 },
          { who: 'approver', says: 'approve', gets: 409 },
        ])),
        ...(await untouched(stage, incident)),
        ...(await say(stage, incident, [
          { who: 'approver2', says: 'approve', gets: 200 },
          { who: 'admin', says: 'deny', gets: 409 },
        ])),
      ],
    },
  ],
  isOn: holdsTransactions,
  tells: [
    'plan.asked',
    'approval.asked',
    'approval.seconded',
    'approval.approved',
    'action.started',
    'action.done',
    'verification.verified',
    'incident.closed',
  ],
  never: ['approval.denied', 'approval.expired', 'plan.allowed'],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
