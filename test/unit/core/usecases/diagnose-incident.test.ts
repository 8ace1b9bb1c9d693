import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { aDraft, anAlert, anAlertGroup, anOpening, aPolicy } from '../../../support/builders.ts';
import { diagnosed } from './diagnosing.ts';
import { aStage, hurtDatabase, hurtLocks, hurtRelease, kindsOf, type Stage, wholeOf } from './stage.ts';

describe('diagnosing', () => {
  it('finds sessions that hold the pool', async () => {
    const { outcome, diagnosis, whole, told } = await diagnosed(hurtDatabase(aStage()));

    expect(outcome).toBe('explained');
    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
    expect(kindsOf(whole)).toEqual(['incident.opened', 'diagnosis.started', 'diagnosis.explained']);
    expect(told?.text).toMatch(/^checkout suffers because database sessions .+ \((?:over )?9\d\.\d % sure\)\.$/);
    expect(told?.text).not.toContain('100.0 %');
  });

  it('finds a bad release', async () => {
    const { outcome, diagnosis } = await diagnosed(hurtRelease(aStage()));

    expect(outcome).toBe('explained');
    expect(diagnosis).toMatchObject({
      best: { fault: 'api-503', scope: { service: 'checkout', dependency: 'payments' } },
    });
  });

  it('finds the one session that others wait for', async () => {
    const { outcome, diagnosis } = await diagnosed(hurtLocks(aStage()));

    expect(outcome).toBe('explained');
    expect(diagnosis).toMatchObject({ best: { fault: 'lock-contention', scope: { service: 'checkout' } } });
  });

  it('finds what feeds a consumer disabled, and not where it is enabled', async () => {
    const ship = { functionName: 'ship', queueName: 'parcels' };
    const policy = aPolicy({
      services: {
        orders: { mode: 'auto', calls: ['shipping'] },
        shipping: { mode: 'auto', calls: [], eventSource: ship },
      },
    });
    const [off, on] = [aStage(policy), aStage(policy)];
    for (const { metrics, eventSources } of [off, on]) {
      metrics.say('orders_oldest_waiting_seconds', 30);
      eventSources.set('ship', 'parcels', false);
    }
    on.eventSources.set('ship', 'parcels', true);

    const [disabled, enabled] = [
      await diagnosed(off, { service: 'orders' }),
      await diagnosed(on, { service: 'orders' }),
    ];

    expect(disabled.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'queue-backlog' } });
    expect(enabled.diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'evidence_contradicts' });
  });

  it('finds the cause right above a dependency that alerts itself', async () => {
    const { diagnosis } = await diagnosed(hurtRelease(aStage()), { service: 'payments' });

    expect(diagnosis).toMatchObject({ outcome: 'explained', best: { scope: { service: 'checkout' } } });
  });

  it('finds the cause at a service whose alert it took in', async () => {
    const stage = hurtDatabase(aStage());
    const { store } = stage;
    const from = { source: 'alertmanager', groupKey: 'checkout' };
    const opening = anOpening({ service: 'orders' });
    const alert = anAlert({ service: 'checkout', from });
    await store.open(opening);
    const before = await store.read(opening.incident.id);
    if (before) await store.join(before, [{ alert, episode: { ...from, ...alert } }], aDraft(), from);

    await makeDiagnoseIncident(stage)(opening.incident.id, 1);

    const { diagnoses } = await wholeOf(stage, opening.incident);
    expect(diagnoses).toMatchObject([{ outcome: 'explained', best: { scope: { service: 'checkout' } } }]);
  });

  it('finds the cause below a service that only passes it on', async () => {
    const { diagnosis } = await diagnosed(hurtDatabase(aStage()), { service: 'edge' });

    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
  });

  it('considers every runbook, and keeps the evidence against with the evidence for', async () => {
    const { diagnosis } = await diagnosed(hurtDatabase(aStage()));

    expect(diagnosis?.hypotheses.map(({ fault }) => fault).toSorted()).toEqual([
      'api-503',
      'database-timeout',
      'lock-contention',
    ]);
    const verdicts = diagnosis?.hypotheses.flatMap(({ weighed }) => weighed.map(({ verdict }) => verdict));
    expect(new Set(verdicts)).toEqual(new Set(['for', 'against', 'missing']));
    for (const { weighed } of diagnosis?.hypotheses ?? []) {
      for (const { evidence } of weighed)
        expect(evidence).toMatchObject({ query: expect.any(String), at: expect.any(String) });
    }
  });

  it('comes out the same whatever the alert says, but for the service that it names', async () => {
    const nonsense = fc.record({
      name: fc.string(),
      severity: fc.constantFrom('critical', 'info', 'x'),
      labels: fc.dictionary(fc.constantFrom('fault', 'alertname', 'cause', 'query', '__proto__'), fc.string(), {
        noNullPrototype: true,
      }),
      annotations: fc.dictionary(
        fc.string({ maxLength: 5 }),
        fc.constantFrom('http://169.254.169.254/latest', 'file:///etc/passwd', ''),
        { noNullPrototype: true },
      ),
    });
    const result = async (hurt: (stage: Stage) => Stage, alert: Partial<Alert>) => {
      const stage = hurt(aStage());
      const group = anAlertGroup({ alerts: [anAlert(alert)] });
      await stage.store.open(anOpening({ title: alert.name ?? '', severity: alert.severity ?? '' }, group));
      const { id } = anOpening().incident;
      await makeDiagnoseIncident(stage)(id, 1);
      return { diagnosis: (await wholeOf(stage, { id })).diagnoses, asked: stage.metrics.asked };
    };
    const plain = { database: await result(hurtDatabase, {}), release: await result(hurtRelease, {}) };

    await fc.assert(
      fc.asyncProperty(nonsense, async (alert) => {
        expect(await result(hurtDatabase, alert)).toEqual(plain.database);
        expect(await result(hurtRelease, { ...alert, labels: { ...alert.labels, fault: 'database-timeout' } })).toEqual(
          plain.release,
        );
      }),
      { numRuns: 10 },
    );
  });

  it('looks everywhere when the alert names a service that nobody knows, and asks nothing under that name', async () => {
    const stage = hurtDatabase(aStage());
    const { diagnosis } = await diagnosed(stage, { service: 'x"} or vector(1) #' });

    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
    expect(stage.metrics.asked.filter((query) => query.includes('vector(1)'))).toEqual([]);
  });
});
