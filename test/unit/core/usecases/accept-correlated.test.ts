import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import { neighboursOf } from '../../../../functions/core/domain/correlation.ts';
import { callsOf } from '../../../../functions/core/domain/policy.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { anAlert, anAlertGroup, aPolicy, someAlerts } from '../../../support/builders.ts';
import { ended, handOver, incidents, NOON, only, ready, recover } from './accepting.ts';
import { kindsOf, moved, wholeOf } from './stage.ts';

/** An alert of a service, so many seconds after noon. */
const of = (service: string | undefined, seconds = 0, part: Partial<Alert> = {}): Alert =>
  anAlert({ service, startsAt: plusSeconds(NOON, seconds), fingerprint: service ?? 'nobody', ...part });

const aShop = (policy = aPolicy()) => {
  const shop = ready();
  shop.stage.memory.policy = policy;
  /** A group of its own, named after the service unless said otherwise. */
  const notify = (alerts: readonly Alert[], groupKey = alerts[0]?.service ?? 'none') =>
    shop.accept(anAlertGroup({ groupKey, alerts }), shop.stage.clock().toISOString());
  return { ...shop, notify };
};

describe('a trouble near one that is open', () => {
  it('joins the incident of a service that calls its own, and the timeline says why', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);

    const accepted = await notify([of('payments', 40)]);

    const whole = await wholeOf(stage, only(stage));
    expect(accepted).toEqual({ state: 'joined', incidentId: whole.incident.id, reason: 'neighbour' });
    expect(whole.timeline.at(-1)).toMatchObject({
      kind: 'alert.joined',
      reason: 'neighbour',
      text: 'DatabaseTimeout joined because checkout calls payments and both began within 40 s.',
      data: { source: 'alertmanager', groupKey: 'payments' },
    });
    expect(whole.incident).toMatchObject({ service: 'checkout', swallowed: 1 });
    expect(stage.workflow.started).toHaveLength(1);
  });

  it('joins another group of the same service', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);

    const accepted = await notify([of('checkout', 5)], 'by severity');

    expect(accepted).toMatchObject({ state: 'joined', reason: 'same_service' });
    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(2);
  });

  it('belongs to it from then on: what is new in its group joins, what repeats is a duplicate', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);
    await notify([of('payments', 40)]);

    const grown = await notify([of('payments', 40), of('payments', 4_000, { fingerprint: 'late' })]);

    expect(grown).toEqual({ state: 'joined', incidentId: only(stage).id, reason: 'same_group' });
    expect(await notify([of('payments', 40)])).toEqual({ state: 'duplicate', incidentId: only(stage).id });
    expect(only(stage).swallowed).toBe(2);
  });

  it('is recorded as resolved there, and only the one of the group that says so', async () => {
    const { stage, notify } = aShop();
    const same = { fingerprint: 'f' };
    await notify([of('checkout', 0, same)]);
    await notify([of('checkout', 0, same)], 'another route');

    await notify([ended(of('checkout', 0, same))], 'another route');

    const { alerts } = await wholeOf(stage, only(stage));
    expect(alerts.map(({ from, status }) => [from?.groupKey, status])).toEqual([
      [undefined, 'firing'],
      ['another route', 'resolved'],
    ]);
  });

  it.each([
    ['it began outside of the window', of('payments', 121)],
    ['its service is two calls away', of('orders', 1)],
    ['its service is in no topology', of('elsewhere', 1)],
    ['it names no service', of(undefined, 1)],
  ])('opens one of its own when %s', async (_, alert) => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);

    expect(await notify([alert])).toMatchObject({ state: 'opened', reason: 'new_group' });
    expect(incidents(stage)).toHaveLength(2);
  });

  it('opens one of its own when the other has swallowed its fill', async () => {
    const { stage, notify } = aShop(aPolicy({ correlation: { windowSeconds: 120, cap: 3, stormAfter: 10 } }));
    await notify([of('checkout')]);
    await notify(someAlerts(3, { service: 'payments', startsAt: NOON }));

    await notify([of('edge', 1)]);

    expect(incidents(stage).map(({ service }) => service)).toEqual(['checkout', 'edge']);
  });

  it.each([
    ['was handed over', handOver],
    ['closed', recover],
  ])('opens one of its own after the other %s', async (_, end) => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);
    await end(stage);

    expect(await notify([of('payments', 40)])).toMatchObject({ state: 'opened', reason: 'new_group' });
  });

  it('is not taken for cured with what has just recovered', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);
    await moved(stage, only(stage), 'diagnosing', 'mitigating', 'verifying', 'resolved');

    expect((await notify([of('payments', 40)])).state).toBe('opened');
  });

  it('opens one of its own as long as no policy says who calls whom', async () => {
    const { stage, notify } = aShop();
    stage.memory.policy = undefined;
    await notify([of('checkout')]);

    expect((await notify([of('payments', 40)])).state).toBe('opened');
  });

  it('is linked to the incident that swallowed its group, should that have been handed over', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);
    await notify([of('payments', 40)]);
    const first = await handOver(stage);

    const accepted = await notify([of('payments', 40), of('payments', 90, { fingerprint: 'new' })]);

    expect(accepted).toMatchObject({ state: 'opened', reason: 'after_escalation' });
    expect(incidents(stage)[1]?.linkedTo).toBe(first.id);
  });

  it('starts the workflow that a crash after the opening left behind', async () => {
    const { stage, notify } = aShop();
    stage.workflow.failing = new Error('down');
    await expect(notify([of('checkout')])).rejects.toThrow('down');
    stage.workflow.failing = undefined;

    await notify([of('payments', 40)]);

    expect(stage.workflow.started).toEqual([{ id: only(stage).id, attempt: 1 }]);
  });
});

describe('neighbours that open at the same moment', () => {
  it('do not slip past each other', async () => {
    const { stage, notify } = aShop();

    const accepted = await Promise.all([notify([of('checkout')]), notify([of('payments', 1)])]);

    expect(accepted.map(({ state }) => state).toSorted()).toEqual(['joined', 'opened']);
    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(2);
  });

  it('see the one that opened between a look and a write', async () => {
    const { stage, notify } = aShop();
    const look = stage.store.openIncidentsOfServices;
    stage.store.openIncidentsOfServices = async (...asked) => {
      const seen = await look(...asked);
      stage.store.openIncidentsOfServices = look;
      await notify([of('payments', 1)]);
      return seen;
    };

    expect((await notify([of('checkout')])).state).toBe('joined');
    expect(kindsOf(await wholeOf(stage, only(stage)))).toEqual(['incident.opened', 'alert.joined']);
  });

  it('join another one when the one they saw ends between a look and a write', async () => {
    const { stage, notify } = aShop();
    await notify([of('checkout')]);
    const join = stage.store.join;
    stage.store.join = async (...asked) => {
      stage.store.join = join;
      await handOver(stage);
      return join(...asked);
    };

    expect((await notify([of('payments', 40)])).state).toBe('opened');
  });

  it('open few incidents, lose no alert and start each once, whatever comes in whatever order', async () => {
    const services = Object.keys(aPolicy().services);
    const anyGroup = fc.record({
      service: fc.constantFrom(...services),
      seconds: fc.integer({ min: 0, max: 100 }),
      alerts: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyGroup, { minLength: 1, maxLength: 30 }), async (groups) => {
        const { stage, notify } = aShop();

        await Promise.all(
          groups.map(({ service, seconds, alerts }, n) =>
            notify(someAlerts(alerts, { service, startsAt: plusSeconds(NOON, seconds) }), `group-${n}`),
          ),
        );

        const all = [...stage.memory.incidents.values()];
        expect(all.flatMap((whole) => whole.alerts)).toHaveLength(groups.reduce((sum, { alerts }) => sum + alerts, 0));
        expect(stage.workflow.started.map(({ id }) => id).toSorted()).toEqual(
          [...stage.memory.incidents.keys()].sort(),
        );
        const opened = incidents(stage).map(({ service = '' }) => service);
        expect(new Set(opened).size).toBe(opened.length);
        const calls = callsOf(aPolicy());
        for (const service of opened)
          for (const beside of neighboursOf(calls, service)) expect(opened).not.toContain(beside);
      }),
      { numRuns: 60 },
    );
  });
});
