import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const crashBefore = defineScenario({
  name: 'crash-before',
  says: 'the acting Lambda is killed after its start was written and before anything happened: it is done once, later',
  hurt: async (stage) => {
    stage.gateway.lay({ statement: 'pg_terminate_backend', at: 'before', strike: () => stage.strike('act') });
    await weakenCheckout(stage, 'hold-transactions');
  },
  isOn: holdsTransactions,
  ambushes: 1,
  tells: ['action.started', 'action.resumed', 'action.done', 'verification.verified', 'incident.closed'],
  never: ['action.failed', 'action.unknown'],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
