import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const halfWay = defineScenario({
  name: 'half-way',
  says: 'the connection breaks after the first of ten sessions: what was done is kept, and the next rung heals the rest',
  hurt: async (stage) => {
    stage.gateway.lay({ statement: 'pg_terminate_backend', letPass: 1, at: 'before', strike: () => undefined });
    await weakenCheckout(stage, 'hold-transactions');
  },
  isOn: holdsTransactions,
  ambushes: 1,
  tells: [
    'action.started',
    'action.failed',
    'rollback.unneeded',
    'plan.allowed',
    'action.done',
    'verification.verified',
    'incident.closed',
  ],
  ends: { status: 'closed', reason: 'recovery_measured' },
});
