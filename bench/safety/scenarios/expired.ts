import { inMode } from '../../../localstack/under-policy.ts';
import { say } from '../deciding.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const expired = defineScenario({
  name: 'expired',
  says: 'nobody decides before the deadline: that denies, and who comes later is refused',
  policy: (policy) => ({ ...inMode('approve')(policy), approvals: { deadlineSeconds: 5, quorum: 1 } }),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  isOn: holdsTransactions,
  tells: ['plan.asked', 'approval.asked', 'approval.expired', 'incident.escalated'],
  never: ['action.started', 'approval.approved', 'verification.verified'],
  ends: { status: 'escalated', reason: 'approval_expired' },
  after: async (stage, incident) =>
    incident === undefined ? [] : say(stage, incident, [{ who: 'approver', says: 'approve', gets: 409 }]),
});
