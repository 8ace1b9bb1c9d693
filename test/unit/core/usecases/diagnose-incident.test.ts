import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import { ContractViolation, DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { anAlert, anAlertGroup, anIdleSession, anOpening, aPolicy } from '../../../support/builders.ts';
import {
  aStage,
  commit,
  healthy,
  hurtDatabase,
  hurtRelease,
  kindsOf,
  moved,
  opened,
  type Stage,
  wholeOf,
} from './stage.ts';

const down = (what: string) => new DependencyUnavailable(what, 'connect ECONNREFUSED');

/** Everything that is asked by queries is out of reach. */
const withoutPrometheus = (stage: Stage): Stage => {
  stage.metrics.say(/./, down('prometheus'));
  return stage;
};

const diagnosed = async (stage: Stage, part: Parameters<typeof opened>[1] = {}) => {
  const { id } = await opened(stage, part);
  const outcome = await makeDiagnoseIncident(stage)(id, 1);
  const whole = await wholeOf(stage, { id });
  return { outcome, whole, diagnosis: whole.diagnoses.at(-1), told: whole.timeline.at(-1) };
};

describe('diagnosing', () => {
  it('finds sessions that hold the pool', async () => {
    const { outcome, diagnosis, whole, told } = await diagnosed(hurtDatabase(aStage()));

    expect(outcome).toBe('explained');
    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
    expect(kindsOf(whole)).toEqual(['incident.opened', 'diagnosis.started', 'diagnosis.explained']);
    expect(told?.text).toMatch(/^checkout suffers because database sessions .+ \(9\d\.\d % sure\)\.$/);
  });

  it('finds a bad release', async () => {
    const { outcome, diagnosis } = await diagnosed(hurtRelease(aStage()));

    expect(outcome).toBe('explained');
    expect(diagnosis).toMatchObject({
      best: { fault: 'api-503', scope: { service: 'checkout', dependency: 'payments' } },
    });
  });

  it('finds the cause below a service that only passes it on', async () => {
    const { diagnosis } = await diagnosed(hurtDatabase(aStage()), { service: 'edge' });

    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
  });

  it('considers every runbook, and keeps the evidence against with the evidence for', async () => {
    const { diagnosis } = await diagnosed(hurtDatabase(aStage()));

    expect(diagnosis?.hypotheses.map(({ fault }) => fault).toSorted()).toEqual(['api-503', 'database-timeout']);
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
      annotations: fc.dictionary(fc.string({ maxLength: 5 }), fc.webUrl(), { noNullPrototype: true }),
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
      { numRuns: 25 },
    );
  });

  it('looks everywhere when the alert names a service that nobody knows, and asks nothing under that name', async () => {
    const stage = hurtDatabase(aStage());
    const { diagnosis } = await diagnosed(stage, { service: 'x"} or vector(1) #' });

    expect(diagnosis).toMatchObject({ best: { fault: 'database-timeout', scope: { service: 'checkout' } } });
    expect(stage.metrics.asked.filter((query) => query.includes('vector(1)'))).toEqual([]);
  });

  it('is inconclusive when nothing is wrong that it knows', async () => {
    const { outcome, diagnosis, told } = await diagnosed(healthy(aStage()));

    expect(outcome).toBe('inconclusive');
    expect(diagnosis).toMatchObject({ reason: 'evidence_contradicts' });
    expect(told).toMatchObject({ kind: 'diagnosis.inconclusive', reason: 'evidence_contradicts' });
  });

  it('is inconclusive when both causes are there at once', async () => {
    const stage = hurtDatabase(aStage());
    const sessions = stage.sessions.databases.get('database') ?? [];
    hurtRelease(stage);
    stage.metrics.say('db_pool_acquire_timeouts_total{service="checkout"}', 4);
    stage.metrics.say('db_pool_connections{service="checkout"', 1);
    stage.sessions.databases.set('database', sessions);

    expect((await diagnosed(stage)).diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'low_confidence' });
  });

  it('does not take a pool that is merely too small for sessions left idle', async () => {
    const stage = hurtDatabase(aStage());
    stage.sessions.databases.set('database', []);

    expect((await diagnosed(stage)).diagnosis).toMatchObject({
      outcome: 'inconclusive',
      reason: 'evidence_contradicts',
    });
  });

  it('does not blame sessions that idle without harm', async () => {
    const stage = healthy(aStage());
    stage.sessions.databases.set('database', [anIdleSession()]);

    expect((await diagnosed(stage)).outcome).toBe('inconclusive');
  });

  it('does not blame the sessions of another service', async () => {
    const stage = hurtDatabase(aStage());
    stage.sessions.databases.set('database', [anIdleSession({ applicationName: 'orders-1' })]);

    expect((await diagnosed(stage)).outcome).toBe('inconclusive');
  });

  it('is inconclusive for want of evidence when Prometheus does not answer, whatever PostgreSQL shows', async () => {
    const { outcome, diagnosis, told } = await diagnosed(withoutPrometheus(hurtDatabase(aStage())));

    expect(outcome).toBe('inconclusive');
    expect(diagnosis).toMatchObject({ reason: 'evidence_unavailable' });
    expect(told?.text).toContain('prometheus: connect ECONNREFUSED');
  });

  it('is inconclusive for want of evidence when PostgreSQL refuses, and says so', async () => {
    const stage = hurtDatabase(aStage());
    stage.sessions.failing = down('database');

    const { outcome, diagnosis, told } = await diagnosed(stage);

    expect(outcome).toBe('inconclusive');
    expect(diagnosis).toMatchObject({ reason: 'evidence_unavailable' });
    expect(told?.text).toBe(
      'No known cause explains what is seen (evidence_unavailable). Not observed: database: connect ECONNREFUSED.',
    );
    expect(told?.data).toMatchObject({ missing: ['database: connect ECONNREFUSED'] });
  });

  it('finds a bad release although PostgreSQL refuses, as long as nothing else speaks for the database', async () => {
    const stage = hurtRelease(aStage());
    stage.sessions.failing = down('database');

    expect((await diagnosed(stage)).diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'api-503' } });
  });

  it('is inconclusive when what is deployed cannot be seen', async () => {
    const stage = hurtRelease(aStage());
    stage.releases.failing = down('lambda');

    expect((await diagnosed(stage)).diagnosis).toMatchObject({ reason: 'evidence_unavailable' });
  });

  it('takes an answer that is not as agreed for a missing one', async () => {
    const stage = hurtDatabase(aStage());
    stage.metrics.say('db_pool_acquire_timeouts_total', new ContractViolation('prometheus cannot answer: bad_data'));

    const { diagnosis, told } = await diagnosed(stage);

    expect(diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'evidence_unavailable' });
    expect(told?.text).toContain('bad_data');
  });

  it('takes a share of nothing, and more than one value, for missing', async () => {
    const stage = hurtRelease(aStage());
    stage.metrics.say(/dependency_requests_total.* \/ /, Number.NaN);
    stage.metrics.say('db_pool_connections', [
      { labels: { instance: 'a' }, value: 1 },
      { labels: { instance: 'b' }, value: 1 },
    ]);

    const { diagnosis } = await diagnosed(stage);

    const missing = diagnosis?.hypotheses.flatMap(({ weighed }) =>
      weighed.flatMap(({ evidence }) => evidence.missing ?? []),
    );
    expect(missing?.toSorted()).toEqual(['expected one value, met 2', 'no number: NaN']);
  });

  it('writes down nothing that a store could not give back as it was', async () => {
    const stage = hurtDatabase(aStage());
    stage.metrics.say('db_pool_connections', Number.POSITIVE_INFINITY);

    const { whole } = await diagnosed(stage);

    expect(JSON.parse(JSON.stringify(whole.diagnoses))).toEqual(whole.diagnoses);
  });

  it('has no cause to offer where no runbook fits', async () => {
    const { diagnosis } = await diagnosed(healthy(aStage()), { service: 'payments' });

    expect(diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'no_runbook' });
  });

  it('says so when the configuration does not tell whose sessions are whose', async () => {
    const { services } = aPolicy();
    const { applicationNamePrefix: _, ...checkout } = services['checkout'] ?? { mode: 'auto', calls: [] };
    const stage = hurtDatabase(aStage(aPolicy({ services: { ...services, checkout } })));

    const { diagnosis } = await diagnosed(stage);

    expect(diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'evidence_unavailable' });
  });

  it('cannot continue without a policy', async () => {
    const stage = healthy(aStage());
    const { id } = await opened(stage);
    stage.memory.policy = undefined;

    await expect(makeDiagnoseIncident(stage)(id, 1)).rejects.toThrow('no policy is stored');
  });
});

describe('diagnosing again', () => {
  it('after a crash between its two writes starts only once', async () => {
    const stage = hurtDatabase(aStage());
    const { id } = await moved(stage, await opened(stage), 'diagnosing');

    expect(await makeDiagnoseIncident(stage)(id, 1)).toBe('explained');
    expect(kindsOf(await wholeOf(stage, { id }))).toEqual([
      'incident.opened',
      'diagnosis.started',
      'diagnosis.explained',
    ]);
  });

  it('after a crash behind its last write answers the same', async () => {
    const stage = hurtDatabase(aStage());
    const { id } = await opened(stage);
    const diagnose = makeDiagnoseIncident(stage);

    expect([await diagnose(id, 1), await diagnose(id, 1)]).toEqual(['explained', 'explained']);
    expect((await wholeOf(stage, { id })).incident.status).toBe('diagnosing');
  });
});

describe('diagnosing what is no longer its own', () => {
  it.each(['resolved', 'escalated', 'mitigating'] as const)('is superseded when it is %s', async (status) => {
    const stage = hurtDatabase(aStage());
    const incident = await moved(stage, await opened(stage), 'diagnosing', status);

    expect(await makeDiagnoseIncident(stage)(incident.id, 1)).toBe('superseded');
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('is superseded when it moved on while evidence was gathered', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await opened(stage);
    const idle = stage.sessions.idleInTransaction;
    stage.sessions.idleInTransaction = async (...asked) => {
      const now = await stage.store.read(incident.id);
      if (now?.status === 'diagnosing') await commit(stage, now, { to: 'escalated' });
      return idle(...asked);
    };

    expect(await makeDiagnoseIncident(stage)(incident.id, 1)).toBe('superseded');
    expect((await wholeOf(stage, incident)).diagnoses).toEqual([]);
  });

  it.each([0, 2])('is superseded for attempt %i of an incident in its first', async (attempt) => {
    const stage = hurtDatabase(aStage());
    const incident = await opened(stage);

    expect(await makeDiagnoseIncident(stage)(incident.id, attempt)).toBe('superseded');
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('is superseded when there is no such incident', async () => {
    expect(await makeDiagnoseIncident(aStage())('INC-01KJQ000000000000000000009', 1)).toBe('superseded');
  });

  it('still writes its diagnosis when an alert joined meanwhile', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await opened(stage);
    const idle = stage.sessions.idleInTransaction;
    stage.sessions.idleInTransaction = async (...asked) => {
      const now = await stage.store.read(incident.id);
      if (now) await commit(stage, now, {});
      return idle(...asked);
    };

    expect(await makeDiagnoseIncident(stage)(incident.id, 1)).toBe('explained');
  });
});
