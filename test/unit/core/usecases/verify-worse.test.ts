import { describe, expect, it } from 'vitest';
import { ALERTS_FIRING } from '../../../../functions/core/domain/alert-state.ts';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { makeVerifyRecovery } from '../../../../functions/core/usecases/verify-recovery.ts';
import { anAction, anAlert, aPlan } from '../../../support/builders.ts';
import { steadily } from '../../../support/fakes/metrics.ts';
import { allowed, aStage, commit, type Stage, wholeOf } from './stage.ts';

const STARTED = '2026-03-02T10:00:00.000Z';
const ENDED = '2026-03-02T10:00:01.000Z';
const [CONDITION] = aPlan().recoveredWhen;

/** A number that was `was` until the action began, and is `is` since it ended. */
const turning = (was: number, is: number) => (from: Date, to: Date, step: number) =>
  steadily(0)(from, to, step).map(([at]): Sample => [at, at <= Date.parse(STARTED) / 1000 ? was : is]);

const ready = async (plan = aPlan()) => {
  const stage = aStage();
  const incident = await allowed(stage, plan);
  await commit(stage, incident, { action: anAction({ result: 'done', startedAt: STARTED, endedAt: ENDED }) });
  stage.metrics.draw(/./, steadily(0));
  return { stage, incident, verify: makeVerifyRecovery(stage) };
};

const decided = async ({ stage, incident, verify }: Awaited<ReturnType<typeof ready>>) => {
  for (let looks = 0; looks < 100; looks += 1) {
    const { outcome, settleSeconds } = await verify(incident.id, 1, looks);
    if (outcome !== 'measuring') return { outcome, ...(await wholeOf(stage, incident)), seconds: secondsOf(stage) };
    stage.clock.advance(settleSeconds);
  }
  throw new Error('it never came to an end');
};

const secondsOf = (stage: Stage): number => (stage.clock().getTime() - Date.parse(ENDED)) / 1000;

const failing = (service: string) => new RegExp(`service="${service}",status=~"5\\.\\."`);

describe('a step that harms', () => {
  it('is worse as soon as that is sure, and long before it would have been given up', async () => {
    const all = await ready();
    all.stage.metrics.draw('acquire_timeouts', turning(2, 9));

    const { outcome, verifications, timeline, seconds } = await decided(all);

    expect(outcome).toBe('worse');
    expect(seconds).toBeLessThan(10);
    expect(verifications).toMatchObject([
      { outcome: 'worse', measurements: [{ verdict: 'worse', before: { atAction: 2, usual: 2 } }] },
    ]);
    expect(timeline.at(-1)).toMatchObject({ kind: 'verification.worse', reason: 'got_worse' });
    expect(timeline.at(-1)?.text).toContain('2 at the action');
  });

  it('is only ineffective when it stays as bad as it was', async () => {
    const all = await ready();
    all.stage.metrics.draw('acquire_timeouts', turning(2, 2.2));

    expect((await decided(all)).outcome).toBe('ineffective');
  });

  it('is worse when another service of the topology begins to fail, although the conditions hold', async () => {
    const all = await ready();
    all.stage.metrics.draw(failing('catalogue'), turning(0, 0.5));

    const { outcome, verifications, timeline } = await decided(all);

    expect(outcome).toBe('worse');
    expect(verifications[0]?.sideEffects?.find(({ service }) => service === 'catalogue')).toMatchObject({
      verdict: 'worse',
      before: { atAction: 0 },
    });
    expect(timeline.at(-1)?.data).toMatchObject({ harmed: ['catalogue'] });
  });

  it('is verified when another service fails as it did before', async () => {
    const all = await ready();
    all.stage.metrics.draw(failing('catalogue'), steadily(0.5));

    expect((await decided(all)).outcome).toBe('verified');
  });

  it('waits for a service that fails for a moment, and is verified once that is over', async () => {
    const all = await ready();
    const blip = Date.parse(ENDED) / 1000 + 6;
    all.stage.metrics.draw(failing('catalogue'), (from, to, step) =>
      steadily(0)(from, to, step).map(([at]): Sample => [at, at >= blip - 2 && at <= blip ? 1 : 0]),
    );

    const { outcome, seconds } = await decided(all);

    expect(outcome).toBe('verified');
    expect(seconds).toBeGreaterThan(6);
  });

  it('never calls worse what was not seen before: without data the recovery is inconclusive', async () => {
    const all = await ready();
    all.stage.metrics.draw(/./, new DependencyUnavailable('prometheus', 'gone'));

    expect((await decided(all)).outcome).toBe('inconclusive');
  });

  it('asks about neither the service in trouble nor what was changed as bystanders', async () => {
    const all = await ready();
    const { verifications } = await decided(all);

    const services = verifications[0]?.sideEffects?.map(({ service }) => service);
    expect(services).toEqual(['edge', 'catalogue', 'orders', 'payments']);
  });
});

describe('a condition on the incident’s own alerts', () => {
  const onAlerts = aPlan({
    recoveredWhen: [
      { says: 'its alerts are over', source: 'alerts', query: ALERTS_FIRING, holds: { below: 1 }, holdSeconds: 5 },
    ],
  });

  it('holds once their source has said for long enough that they are over', async () => {
    const all = await ready(onAlerts);
    const whole = await wholeOf(all.stage, all.incident);
    const endsAt = '2026-03-02T10:00:03.000Z';
    await all.stage.store.resolveAlerts(
      whole.incident,
      whole.alerts.map((alert) => ({ ...alert, status: 'resolved' as const, endsAt })),
      { kind: 'alert.resolved', actor: 'intake', text: 'resolved' },
    );

    const { outcome, seconds, verifications } = await decided(all);

    expect(outcome).toBe('verified');
    expect(seconds).toBeGreaterThanOrEqual(7);
    expect(verifications[0]?.measurements[0]).toMatchObject({ query: ALERTS_FIRING, before: { atAction: 1 } });
    expect(all.stage.metrics.asked).not.toContain(ALERTS_FIRING);
  });

  it('does not hold while one of them fires', async () => {
    const all = await ready(onAlerts);

    expect(anAlert().status).toBe('firing');
    expect((await decided(all)).outcome).toBe('ineffective');
  });
});

it('keeps what was measured before the fault, and not the samples of services that nothing happened to', async () => {
  const all = await ready();
  const fault = Date.parse(anAlert().startsAt) / 1000 - 15;
  all.stage.metrics.draw(CONDITION?.query ?? '', (from, to, step) =>
    steadily(0)(from, to, step).map(([at]): Sample => [at, at < fault ? 0.004 : 0]),
  );

  const { verifications } = await decided(all);

  expect(verifications[0]?.measurements[0]?.before?.usual).toBe(0.004);
  expect(verifications[0]?.sideEffects?.every(({ samples }) => samples.length <= 1)).toBe(true);
});
