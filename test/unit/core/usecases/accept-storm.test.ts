import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { aDiagnosis, anAlert, anAlertGroup, aPolicy } from '../../../support/builders.ts';
import { handOver, incidents, NOON, ready } from './accepting.ts';
import { commit, moved, wholeOf } from './stage.ts';

const shopIn = () => {
  const shop = ready();
  shop.stage.memory.policy = aPolicy({ correlation: { windowSeconds: 120, cap: 500, stormAfter: 3 } });
  const notify = (groupKey: string, service = 'checkout', seconds = 0) =>
    shop.accept(
      anAlertGroup({
        groupKey,
        alerts: [anAlert({ fingerprint: groupKey, service, startsAt: plusSeconds(NOON, seconds) })],
      }),
      shop.stage.clock().toISOString(),
    );
  return { ...shop, notify };
};

/** Three incidents about one service, one after the other handed to people. */
const inStorm = async () => {
  const shop = shopIn();
  for (const groupKey of ['one', 'two', 'three']) {
    await shop.notify(groupKey);
    await handOver(shop.stage);
  }
  return shop;
};

describe('a storm', () => {
  it('joins what people have already, opens nothing more and starts nothing more', async () => {
    const { stage, notify } = await inStorm();

    const accepted = await notify('four');

    expect(accepted).toMatchObject({ state: 'joined', reason: 'same_service' });
    expect(incidents(stage)).toHaveLength(3);
    expect(stage.workflow.started).toHaveLength(3);
    const holders = await Promise.all(incidents(stage).map((one) => wholeOf(stage, one)));
    expect(holders.flatMap(({ alerts }) => alerts.map(({ fingerprint }) => fingerprint)).sort()).toEqual(
      ['one', 'two', 'three', 'four'].sort(),
    );
    expect(await notify('four')).toMatchObject({ state: 'duplicate' });
  });

  it('is none before so many have opened: then each trouble is looked into', async () => {
    const { stage, notify } = shopIn();
    await notify('one');
    await handOver(stage);

    expect(await notify('two')).toMatchObject({ state: 'opened' });
  });

  it('still tells people again of a group that fires again', async () => {
    const { stage, notify } = await inStorm();
    await notify('four');

    expect(await notify('one', 'checkout', 30)).toMatchObject({ state: 'opened', reason: 'after_escalation' });
    await handOver(stage);
    expect(await notify('four', 'checkout', 30)).toMatchObject({ state: 'opened' });
  });

  it('leaves out what began at another time', async () => {
    const { notify } = await inStorm();

    expect(await notify('four', 'checkout', 4_000)).toMatchObject({ state: 'opened' });
  });
});

describe('an incident whose cause is known', () => {
  it('takes in no trouble that its cause does not explain, and still what it does', async () => {
    const { stage, notify } = shopIn();
    await notify('one');
    const [first] = incidents(stage);
    if (first === undefined) throw new Error('nothing was opened');
    const known = await commit(stage, await moved(stage, first, 'diagnosing'), { diagnosis: aDiagnosis() });
    await moved(stage, known, 'mitigating');

    expect(await notify('below', 'payments')).toMatchObject({ state: 'opened' });
    expect(await notify('above', 'edge')).toMatchObject({ state: 'joined', incidentId: first.id });
  });
});
