import { inMode } from '../../../localstack/under-policy.ts';
import { untilAsked, untilOver } from '../alerting.ts';
import { propose, say, untouched } from '../deciding.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

export const ownPlan = defineScenario({
  name: 'own-plan',
  says: 'a plan is refused, and a person proposes it again: they may not approve it themself; another one does',
  policy: inMode('approve'),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  when: [
    {
      kind: 'approval.asked',
      act: (stage, incident) => say(stage, incident, [{ who: 'approver2', says: 'deny', gets: 200 }]),
    },
  ],
  isOn: holdsTransactions,
  tells: ['approval.asked', 'approval.denied', 'incident.escalated'],
  never: ['action.started'],
  ends: { status: 'escalated', reason: 'approval_denied' },
  after: async (stage, incident) => {
    if (incident === undefined) return [];
    const asked = await untilAsked(stage, await propose(stage, 'approver', incident));
    const lacks = [
      ...(await say(stage, asked, [{ who: 'approver', says: 'approve', gets: 403 }])),
      ...(await untouched(stage, asked)),
      ...(await say(stage, asked, [{ who: 'approver2', says: 'approve', gets: 200 }])),
    ];
    const { endedFor } = await untilOver(stage, asked.id);
    return endedFor === 'recovery_measured'
      ? lacks
      : [...lacks, `what was proposed ended for ${endedFor ?? 'nothing'}`];
  },
});
