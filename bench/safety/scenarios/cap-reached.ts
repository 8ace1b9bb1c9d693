import { setTimeout as delay } from 'node:timers/promises';
import { patiently } from '../../../cli/patiently.ts';
import { defineScenario, type Stage } from '../scenario.ts';
import { holdsTransactions, weakenCheckout } from '../shop.ts';

const PATIENCE_MS = 120_000;

/** Whether the runbook was tried before on this stack. */
const wasTried = async ({ client }: Stage): Promise<boolean> => {
  const { incidents } = await patiently(() => client.incidents({ status: 'closed', limit: '20' }));
  for (const { id, endedFor } of incidents) {
    if (endedFor !== 'recovery_measured') continue;
    if ((await patiently(() => client.incident(id))).plan?.fault === 'database-timeout') return true;
  }
  return false;
};

export const capReached = defineScenario({
  name: 'cap-reached',
  says: 'the runbook was tried as often as it may within the hour: it is refused, although it would help',
  before: async (stage) => {
    if (await wasTried(stage)) return;
    await weakenCheckout(stage, 'hold-transactions');
    const until = Date.now() + PATIENCE_MS;
    while (!(await wasTried(stage)) && Date.now() < until) await delay(1_000);
  },
  policy: (policy) => ({
    ...policy,
    envelope: {
      ...policy.envelope,
      perRunbook: { perHour: 1, perDay: 1 },
      refusals: { ...policy.envelope.refusals, cap: 'deny' },
    },
  }),
  hurt: (stage) => weakenCheckout(stage, 'hold-transactions'),
  isOn: holdsTransactions,
  tells: ['diagnosis.explained', 'plan.denied', 'incident.escalated'],
  never: ['action.started', 'verification.verified'],
  ends: { status: 'escalated', reason: 'cap_reached' },
});
