import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const prometheusGone = defineScenario({
  name: 'prometheus-gone',
  says: 'Prometheus stops answering after the action: nothing is claimed, and people get it',
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'action.done',
      act: async (stage) => {
        stage.signal('prometheus', 'SIGSTOP');
        return [];
      },
    },
  ],
  isOn: holdsTransactions,
  tells: ['action.done', 'verification.inconclusive', 'rollback.unneeded', 'plan.denied', 'incident.escalated'],
  never: ['verification.verified', 'verification.worse', 'incident.closed'],
  ends: { status: 'escalated', reason: 'recovery_unmeasured' },
  after: async (stage) => {
    stage.signal('prometheus', 'SIGCONT');
    return [];
  },
});
