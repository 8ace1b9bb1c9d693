import { describe, expect, it } from 'vitest';
import { ContractViolation } from '../../../../functions/core/domain/errors.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { anIdleSession, aPolicy } from '../../../support/builders.ts';
import { diagnosed, down, withoutPrometheus } from './diagnosing.ts';
import { aStage, healthy, hurtDatabase, hurtRelease, opened } from './stage.ts';

describe('diagnosing in doubt', () => {
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
    stage.metrics.say(/db_pool/, new ContractViolation('prometheus cannot answer: bad_data'));

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
    const { diagnosis } = await diagnosed(healthy(aStage()), { service: 'selfright-intake' });

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
