import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const firstRung = defineScenario({
  name: 'first-rung',
  says: 'the gentlest rung helps: it is measured and closed',
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  isOn: holdsTransactions,
  tells: ['action.started', 'action.done', 'verification.verified', 'incident.closed'],
  never: ['rollback.started', 'action.failed'],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
