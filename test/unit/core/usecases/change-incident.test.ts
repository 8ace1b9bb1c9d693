import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { expected, makeChangeIncident } from '../../../../functions/core/usecases/change-incident.ts';
import { aDraft, anIncident } from '../../../support/builders.ts';
import { aStage, commit, opened, wholeOf } from './stage.ts';

const toDiagnosing = () => ({ to: 'diagnosing' as const, entries: [aDraft({ kind: 'diagnosis.started' })] as const });

describe('changing an incident', () => {
  it('decides anew when somebody else wrote first', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const committing = stage.store.commit;
    stage.store.commit = async (before, change) => {
      stage.store.commit = committing;
      await commit(stage, before, {});
      return committing(before, change);
    };
    const met: (number | undefined)[] = [];

    const changed = await makeChangeIncident(stage.store)(id, (incident) => {
      met.push(incident?.seq);
      return toDiagnosing();
    });

    expect(met).toEqual([1, 2]);
    expect(changed).toMatchObject({ status: 'diagnosing', seq: 3 });
  });

  it('writes nothing when there is nothing to do', async () => {
    const stage = aStage();
    const incident = await opened(stage);

    expect(await makeChangeIncident(stage.store)(incident.id, () => undefined)).toBeUndefined();
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('writes nothing to an incident that is not there, whatever was decided', async () => {
    const { store } = aStage();

    expect(await makeChangeIncident(store)('INC-01KJQ000000000000000000009', toDiagnosing)).toBeUndefined();
  });

  it('gives up, to be tried again later, when it never comes first', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    stage.store.commit = async () => ({ outcome: 'conflict' });

    await expect(makeChangeIncident(stage.store)(id, toDiagnosing)).rejects.toThrow(DependencyUnavailable);
  });
});

describe('what an attempt may work on', () => {
  it('is its own incident in one of the expected statuses', () => {
    const incident = anIncident({ attempt: 2, status: 'diagnosing' });

    expect(expected(incident, 2, ['open', 'diagnosing'])).toBe(incident);
    expect(expected(incident, 1, ['diagnosing'])).toBeUndefined();
    expect(expected(incident, 3, ['diagnosing'])).toBeUndefined();
    expect(expected(incident, 2, ['mitigating'])).toBeUndefined();
    expect(expected(undefined, 2, ['diagnosing'])).toBeUndefined();
  });
});
