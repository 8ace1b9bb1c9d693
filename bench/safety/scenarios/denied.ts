import { inMode } from '../../../localstack/under-policy.ts';
import { say } from '../deciding.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const denied = defineScenario({
  name: 'denied',
  says: 'one approver refuses: nothing is done, a later yes is refused, and people get it',
  policy: inMode('approve'),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'approval.asked',
      act: (stage, incident) =>
        say(stage, incident, [
          { who: 'approver', says: 'deny', gets: 200 },
          { who: 'approver2', says: 'approve', gets: 409 },
        ]),
    },
  ],
  isOn: holdsTransactions,
  tells: ['plan.asked', 'approval.asked', 'approval.denied', 'incident.escalated'],
  never: ['action.started', 'approval.approved', 'verification.verified'],
  ends: { status: 'escalated', reason: 'approval_denied' },
});
