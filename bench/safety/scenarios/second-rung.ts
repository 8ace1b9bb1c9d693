import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const secondRung = defineScenario({
  name: 'second-rung',
  says: 'the first rung does not help and is taken back; the second one does',
  hurt: (stage) => weakenCheckout(stage, 'insist-on-transactions'),
  isOn: holdsTransactions,
  tells: [
    'action.done',
    'verification.ineffective',
    'rollback.started',
    'rollback.unneeded',
    'plan.allowed',
    'action.done',
    'verification.verified',
    'incident.closed',
  ],
  never: ['action.failed'],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
