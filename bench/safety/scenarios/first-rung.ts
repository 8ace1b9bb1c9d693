import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';
import { quietly, wasSilenced } from '../silenced.ts';

export const firstRung = defineScenario({
  name: 'first-rung',
  says: 'the gentlest rung helps: it is measured and closed; Alertmanager is kept quiet while it runs, and no longer',
  policy: quietly,
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  isOn: holdsTransactions,
  tells: [
    'action.started',
    'silence.begun',
    'silence.ended',
    'action.done',
    'verification.started',
    'verification.verified',
    'incident.closed',
  ],
  never: ['rollback.started', 'action.failed', 'silence.failed'],
  ends: { status: 'closed', reason: 'recovery_measured' },
  after: async (stage, incident) => (incident === undefined ? [] : wasSilenced(stage, incident)),
});
