import { defineScenario } from '../scenario.ts';
import { holdsTransactions, SESSIONS, weakenCheckout } from '../shop.ts';

export const crashAfter = defineScenario({
  name: 'crash-after',
  says: 'the acting Lambda is killed after the effect and before it was written: the target is asked, nothing is repeated',
  hurt: async (stage) => {
    stage.gateway.lay({
      statement: 'pg_terminate_backend',
      letPass: SESSIONS - 1,
      at: 'after',
      strike: () => stage.strike('act'),
    });
    await weakenCheckout(stage, 'hold-transactions');
  },
  isOn: holdsTransactions,
  ambushes: 1,
  tells: ['action.started', 'action.done', 'verification.verified', 'incident.closed'],
  never: ['action.failed', 'action.resumed', 'action.unknown'],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
