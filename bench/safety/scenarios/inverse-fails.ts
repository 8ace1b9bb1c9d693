import { deleteVersion } from '../release.ts';
import { defineScenario } from '../scenario.ts';
import { failsOrders } from '../shop.ts';
import { CLOSE_BANK, putBack, releaseWorse } from './worse.ts';

let made: Awaited<ReturnType<typeof releaseWorse>> | undefined;

export const inverseFails = defineScenario({
  name: 'inverse-fails',
  says: 'what did not help cannot be undone: everything stops, and people are told what state the target is in',
  trouble: 'release',
  hurt: async (stage) => {
    made = await releaseWorse(stage);
  },
  when: [
    CLOSE_BANK,
    {
      kind: 'action.done',
      act: async (stage) => {
        if (made === undefined) return ['nothing was released'];
        await deleteVersion(stage, made.bad);
        return [];
      },
    },
  ],
  isOn: failsOrders,
  tells: [
    'action.done',
    'rollback.started',
    'action.started',
    'action.failed',
    'rollback.failed',
    'incident.escalated',
  ],
  never: ['verification.verified', 'incident.closed', 'rollback.done'],
  ends: { status: 'escalated', reason: 'rollback_failed' },
  after: async (stage, incident) => {
    if (made !== undefined) await putBack(stage, made);
    const told = incident?.timeline.find(({ kind }) => kind === 'rollback.failed')?.text ?? '';
    return told.includes('is now: version') ? [] : [`people are not told what the target is like: ${told}`];
  },
});
