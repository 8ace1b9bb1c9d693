import { openHalfBank } from '../bank.ts';
import { goLive, liveVersion, publishWithBank, usualBank } from '../release.ts';
import { defineScenario, type Stage } from '../scenario.ts';
import { failsOrders } from '../shop.ts';

/** What has to be put back afterwards. */
interface Made {
  readonly good: string;
  readonly bad: string;
  readonly close: () => void;
}

/** A release that fails half of the time goes live, and the one before it would fail always: its bank has closed since. */
export const releaseWorse = async (stage: Stage): Promise<Made> => {
  const bank = await openHalfBank();
  const good = await liveVersion(stage);
  const bad = await publishWithBank(stage, bank.url);
  await goLive(stage, bad);
  return { good, bad, close: bank.close };
};

export const putBack = async (stage: Stage, { good, close }: Made): Promise<void> => {
  await usualBank(stage, 'open');
  await goLive(stage, good);
  close();
};

let made: Made | undefined;

export const worse = defineScenario({
  name: 'worse',
  says: 'a step that makes it worse is noticed, undone by its inverse, read to be as before, and nothing stronger is tried',
  hurt: async (stage) => {
    made = await releaseWorse(stage);
  },
  when: [{ kind: 'plan.allowed', act: (stage) => usualBank(stage, 'closed') }],
  isOn: failsOrders,
  tells: [
    'action.done',
    'verification.worse',
    'rollback.started',
    'action.started',
    'action.done',
    'rollback.done',
    'plan.denied',
    'incident.escalated',
  ],
  never: ['verification.verified', 'incident.closed', 'rollback.failed'],
  ends: { status: 'escalated', reason: 'got_worse' },
  after: async (stage) => {
    if (made === undefined) return ['nothing was released'];
    const live = await liveVersion(stage);
    await putBack(stage, made);
    return live === made.bad ? [] : [`version ${live} is live after the undoing, ${made.bad} was before the action`];
  },
});
