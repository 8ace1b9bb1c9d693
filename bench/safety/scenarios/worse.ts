import { openHalfBank } from '../bank.ts';
import { goLive, liveVersion, publishWithBank, releaseGood, usualBank } from '../release.ts';
import { defineScenario, type Moment, type Stage } from '../scenario.ts';
import { failsOrders } from '../shop.ts';

/** What has to be put back afterwards. */
interface Made {
  readonly good: string;
  readonly bad: string;
  readonly close: () => void;
}

/** A release that fails half of the time goes live, and the one before it would fail always: its bank has closed since. */
export const releaseWorse = async (stage: Stage): Promise<Made> => {
  const good = await releaseGood(stage);
  const bank = await openHalfBank();
  const bad = await publishWithBank(stage, bank.url);
  await goLive(stage, bad);
  return { good, bad, close: bank.close };
};

export const putBack = async (stage: Stage, { good, close }: Made): Promise<void> => {
  await usualBank(stage, 'open');
  await goLive(stage, good);
  close();
};

/** While the plan is on its way, the bank of the release that it goes back to closes. */
export const CLOSE_BANK: Moment = {
  kind: 'plan.allowed',
  act: async (stage) => {
    await usualBank(stage, 'closed');
    return [];
  },
};

let made: Made | undefined;

export const worse = defineScenario({
  name: 'worse',
  says: 'a step that makes it worse is noticed, undone by its inverse, read to be as before, and nothing stronger is tried',
  trouble: 'release',
  hurt: async (stage) => {
    made = await releaseWorse(stage);
  },
  when: [CLOSE_BANK],
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
