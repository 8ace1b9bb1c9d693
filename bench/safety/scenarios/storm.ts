import { postAlert } from '../alerting.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

/** More than the policy of the scenario lets be: each is a trouble of its own. */
const ELSEWHERE = ['storm-harbour', 'storm-lighthouse', 'storm-shipyard'];

export const storm = defineScenario({
  name: 'storm',
  says: 'more incidents open than one trouble explains: nothing runs by itself, although it would help',
  before: async (stage) => {
    for (const service of ELSEWHERE) await postAlert(stage, 'SomethingElsewhere', service);
  },
  policy: (policy) => ({
    ...policy,
    envelope: {
      ...policy.envelope,
      storm: { incidents: ELSEWHERE.length, windowSeconds: 600 },
      refusals: { ...policy.envelope.refusals, storm: 'deny' },
    },
  }),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  isOn: holdsTransactions,
  tells: ['diagnosis.explained', 'plan.denied', 'incident.escalated'],
  never: ['action.started', 'verification.verified'],
  ends: { status: 'escalated', reason: 'storm' },
});
