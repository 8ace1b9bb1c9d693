import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const brakeInFlight = defineScenario({
  name: 'brake-in-flight',
  says: 'a brake is engaged while an allowed plan is on its way: the gate refuses it, and people get it',
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'plan.allowed',
      act: async ({ client }) => {
        await client.moveBrake(undefined, true, 'bench:safety');
      },
    },
  ],
  isOn: holdsTransactions,
  tells: ['plan.allowed', 'action.refused', 'incident.escalated'],
  never: ['action.started', 'verification.verified'],
  ends: { status: 'escalated', reason: 'brake_engaged' },
  after: async ({ client }) => {
    await client.moveBrake(undefined, false, 'bench:safety is over');
    return [];
  },
});
