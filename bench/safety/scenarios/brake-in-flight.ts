import { inMode } from '../../../localstack/under-policy.ts';
import { say } from '../deciding.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const brakeInFlight = defineScenario({
  name: 'brake-in-flight',
  says: 'a brake is engaged after a plan was judged: people approve it all the same, and the gate refuses it',
  policy: inMode('approve'),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'approval.asked',
      act: async (stage, incident) => {
        await stage.client.moveBrake(undefined, true, 'something else goes on');
        return say(stage, incident, [{ who: 'approver', says: 'approve', gets: 200 }]);
      },
    },
  ],
  isOn: holdsTransactions,
  tells: ['plan.asked', 'approval.approved', 'action.refused', 'incident.escalated'],
  never: ['action.started', 'verification.verified'],
  ends: { status: 'escalated', reason: 'brake_engaged' },
  after: async ({ client }) => {
    await client.moveBrake(undefined, false, 'it is over');
    return [];
  },
});
