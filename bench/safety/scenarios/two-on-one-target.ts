import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import { postAlert, untilOver } from '../alerting.ts';
import { defineScenario } from '../scenario.ts';
import { holdsTransactions, untilHeldAgain, weakenCheckout } from '../shop.ts';

let second: IncidentId | undefined;

export const twoOnOneTarget = defineScenario({
  name: 'two-on-one-target',
  says: 'a second incident wants the target that a first one holds: the gate refuses it, and the first one goes on',
  policy: (policy) => ({ ...policy, correlation: { ...policy.correlation, windowSeconds: 1 } }),
  hurt: async (stage) => {
    second = undefined;
    await weakenCheckout(stage, 'insist-on-transactions');
  },
  when: [
    {
      // The first incident waits for what does not come, and holds its target; meanwhile the trouble is all there again.
      kind: 'action.done',
      act: async (stage, { id }) => {
        await untilHeldAgain(stage);
        second = await postAlert(stage, 'OrdersAreSlow', 'checkout');
        return second === id ? ['the second trouble joined the first incident'] : [];
      },
    },
  ],
  isOn: holdsTransactions,
  tells: ['action.done', 'verification.ineffective', 'action.done', 'verification.verified', 'incident.closed'],
  never: ['action.failed', 'action.refused'],
  ends: { status: 'closed', reason: 'recovery_measured' },
  after: async (stage) => {
    if (second === undefined) return ['there was no second incident'];
    const { timeline } = await untilOver(stage, second);
    const kinds = timeline.map(({ kind }) => kind);
    // What is calm again is closed afterwards; why people got it stays on the timeline.
    const why = timeline.find(({ kind }) => kind === 'incident.escalated')?.reason;
    return [
      ...(kinds.includes('action.refused') && !kinds.includes('action.started')
        ? []
        : [`the gate did not refuse the second incident: ${kinds.join(', ')}`]),
      ...(why === 'target_locked'
        ? []
        : [`the second incident was handed over for ${why ?? 'nothing'}, not target_locked`]),
    ];
  },
});
