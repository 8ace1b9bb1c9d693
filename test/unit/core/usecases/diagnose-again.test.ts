import { describe, expect, it } from 'vitest';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { aStage, commit, hurtDatabase, kindsOf, moved, opened, wholeOf } from './stage.ts';

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
