import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { instant, plusSeconds } from '../../../../functions/core/domain/time.ts';
import { makeCloseIncident } from '../../../../functions/core/usecases/close-incident.ts';
import { anAlert, anAlertGroup, aPolicy } from '../../../support/builders.ts';
import { handOver, incidents, only, recover } from './accepting.ts';
import { moved, wholeOf } from './stage.ts';
import { GROUP, live, watching } from './watching.ts';

type Watch = ReturnType<typeof watching>;

const notified = ({ accept, stage }: Watch, alerts = [anAlert()], truncated = 0) =>
  accept(anAlertGroup({ groupKey: GROUP, alerts, truncated }), instant(stage.clock()));

/** One more poll after a while. */
const poll = async ({ stage, reconcile }: Watch, after = 10) => {
  stage.clock.advance(after);
  return reconcile();
};

describe('a firing alert that nobody told us of', () => {
  it('opens an incident, once, and its workflow is started', async () => {
    const watch = watching();
    watch.feed.peers.set('a', [live()]);

    await poll(watch);
    await poll(watch);

    expect(only(watch.stage)).toMatchObject({ openedFor: 'missed_by_webhook', service: 'checkout', groupKey: GROUP });
    expect(watch.stage.workflow.started).toHaveLength(1);
  });

  it('opens nothing anew when its notification comes after all, in whatever group', async () => {
    const watch = watching();
    watch.feed.peers.set('a', [live()]);
    await poll(watch);

    const late = await watch.accept(
      anAlertGroup({ groupKey: '{}/{a="b"}:{service="checkout"}' }),
      '2026-03-02T10:01:00.000Z',
    );

    expect(late).toMatchObject({ state: 'duplicate', incidentId: only(watch.stage).id });
  });

  it('joins what is open for its group', async () => {
    const watch = watching();
    await notified(watch);
    watch.feed.peers.set('a', [live(), live({ fingerprint: 'ffff', name: 'Api503' })]);

    await poll(watch);

    expect((await wholeOf(watch.stage, only(watch.stage))).alerts).toHaveLength(2);
  });

  it('is waited for while its source may still tell', async () => {
    const watch = watching();
    watch.feed.peers.set('a', [live({ startsAt: instant(watch.stage.clock()) })]);

    await poll(watch, 12);

    expect(incidents(watch.stage)).toEqual([]);
  });

  it('opens nothing while a person has silenced it, and does when that ends', async () => {
    const watch = watching();
    watch.feed.peers.set('a', [live({}, { silenced: true })]);
    await poll(watch);
    const quiet = incidents(watch.stage).length;
    watch.feed.peers.set('a', [live()]);

    await poll(watch);

    expect([quiet, incidents(watch.stage).length]).toEqual([0, 1]);
  });

  it('is found although another peer does not answer', async () => {
    const watch = watching();
    watch.feed.peers.set('a', [live()]).set('b', 'silent');

    await poll(watch);

    expect(incidents(watch.stage)).toHaveLength(1);
  });

  it('completes a group of which the notification left some out, and a truncated one closes nothing', async () => {
    const watch = watching();
    const hidden = ['1', '2', '3'].map((fingerprint) => live({ fingerprint }));
    await notified(watch);
    await notified(watch, [anAlert({ status: 'resolved', endsAt: '2026-03-02T10:00:00.000Z' })], hidden.length);
    watch.feed.peers.set('a', hidden);
    const before = only(watch.stage).status;

    await poll(watch);

    const { alerts } = await wholeOf(watch.stage, only(watch.stage));
    expect(before).toBe('open');
    expect(alerts.filter(({ status }) => status === 'firing')).toHaveLength(3);
  });
});

describe('an alert that joined too late to be looked after', () => {
  it.each(['verifying', 'resolved'] as const)(
    'opens a linked incident when its own closed, though joined while %s',
    async (at) => {
      const watch = watching();
      const { stage } = watch;
      await notified(watch);
      const path = ['diagnosing', 'mitigating', 'verifying', 'resolved'] as const;
      await moved(stage, only(stage), ...path.slice(0, path.indexOf(at) + 1));
      const late = anAlert({ fingerprint: 'late', name: 'Late', startsAt: instant(stage.clock()) });
      await notified(watch, [late]);
      const joined = (await wholeOf(stage, only(stage))).alerts.length;
      if (at === 'verifying') await moved(stage, only(stage), 'resolved');
      const [first] = incidents(stage);
      if (first) await makeCloseIncident(stage)(first.id, 1);
      watch.feed.peers.set('a', [live({ ...late })]);

      await poll(watch, 31);
      await poll(watch);

      const [, second, ...more] = incidents(stage);
      expect(joined).toBe(2);
      expect(second).toMatchObject({ openedFor: 'relapsed', linkedTo: first?.id, status: 'open' });
      expect(more).toEqual([]);
    },
  );

  it('opens nothing while what closed may still be calming down, nor when people have it', async () => {
    const watch = watching();
    await notified(watch);
    await recover(watch.stage);
    await notified(watch, [anAlert({ fingerprint: 'other', service: 'orders' })]);
    await handOver(watch.stage);
    watch.feed.peers.set('a', [live(), live({ fingerprint: 'other', service: 'orders' })]);

    await poll(watch, 29);

    expect(incidents(watch.stage)).toHaveLength(2);
  });
});

describe('an alert that we hold as firing', () => {
  const gone = async (watch: Watch) => {
    await notified(watch);
    watch.feed.peers.set('a', []).set('b', []);
    await poll(watch);
    return watch;
  };
  const firing = async ({ stage }: Watch) =>
    (await wholeOf(stage, only(stage))).alerts.filter(({ status }) => status === 'firing').length;

  it('is recorded as resolved when two polls of every peer miss it for the resolve timeout', async () => {
    const watch = await gone(watching());
    const once = await firing(watch);

    await poll(watch, 15);

    const { timeline } = await wholeOf(watch.stage, only(watch.stage));
    expect([once, await firing(watch)]).toEqual([1, 0]);
    expect(timeline.at(-1)).toMatchObject({
      kind: 'alert.resolved',
      reason: 'absent_at_source',
      data: { absentSince: plusSeconds('2026-03-02T10:00:00.000Z', 10) },
    });
    expect(only(watch.stage).status).toBe('open');
  });

  it.each([
    ['before the resolve timeout', (watch: Watch) => poll(watch, 14)],
    [
      'while a peer does not answer',
      (watch: Watch) => {
        watch.feed.peers.set('b', 'silent');
        return poll(watch, 60);
      },
    ],
    [
      'while a peer lists it',
      (watch: Watch) => {
        watch.feed.peers.set('b', [live()]);
        return poll(watch, 60);
      },
    ],
    [
      'while it is silenced: suppressed counts as firing',
      (watch: Watch) => {
        watch.feed.peers.set('b', [live({}, { silenced: true })]);
        return poll(watch, 60);
      },
    ],
    [
      'while Prometheus says that it fires',
      (watch: Watch) => {
        watch.stage.metrics.say('ALERTS', [
          { labels: { alertname: 'DatabaseTimeout', service: 'checkout' }, value: 1 },
        ]);
        return poll(watch, 60);
      },
    ],
  ])('stays so %s', async (_, then) => {
    const watch = await gone(watching());

    await then(watch);

    expect(await firing(watch)).toBe(1);
  });

  it('stays so when Prometheus cannot be asked, and the round fails', async () => {
    const watch = await gone(watching());
    watch.stage.metrics.say('ALERTS', new DependencyUnavailable('prometheus', 'silent'));

    await expect(poll(watch, 60)).rejects.toMatchObject({ name: 'DependencyUnavailable' });
    expect(await firing(watch)).toBe(1);
  });
});

describe('an Alertmanager that does not answer', () => {
  it('is a trouble of ours after a while, told once, and over when it answers', async () => {
    const watch = watching();
    const { stage } = watch;
    watch.feed.peers.set('a', 'silent');
    for (let round = 0; round < 9; round += 1) await poll(watch);
    const during = only(stage);
    watch.feed.peers.set('a', []);

    await poll(watch);

    expect(during).toMatchObject({ status: 'escalated', openedFor: 'feed_unreachable', service: 'selfright-pipeline' });
    expect(stage.pager.told).toHaveLength(1);
    expect(only(stage)).toMatchObject({ status: 'closed', endedFor: 'trouble_over' });
    expect(stage.workflow.started).toEqual([]);
  });

  it('is not asked when the policy names none', async () => {
    const watch = watching(aPolicy());

    expect(await poll(watch)).toEqual({ outcome: 'not_configured' });
  });
});
