import { describe, expect, it } from 'vitest';
import { makeCloseIncident } from '../../../../functions/core/usecases/close-incident.ts';
import { aStage, commit, kindsOf, moved, opened, wholeOf } from './stage.ts';

const NOON = '2026-03-02T10:00:00.000Z';

describe('closing', () => {
  it('ends what was measured to have recovered, and frees what it held', async () => {
    const stage = aStage();
    const resolved = await moved(stage, await opened(stage), 'diagnosing', 'mitigating', 'verifying', 'resolved');

    expect(await makeCloseIncident(stage)(resolved.id, 1)).toBe('closed');

    const { incident } = await wholeOf(stage, resolved);
    expect(incident).toMatchObject({ status: 'closed', closedAt: NOON, endedFor: 'recovery_measured', locks: [] });
    expect(await stage.store.openIncidentOfGroup(resolved.source, resolved.groupKey)).toBeUndefined();
  });

  it('ends what is only observed, without claiming a recovery', async () => {
    const stage = aStage();
    const observed = await moved(stage, await opened(stage), 'diagnosing');

    expect(await makeCloseIncident(stage)(observed.id, 1)).toBe('closed');

    const { incident, timeline } = await wholeOf(stage, observed);
    expect(incident.endedFor).toBe('mode_observe');
    expect(timeline.at(-1)?.text).toContain('nothing was done');
  });

  it('may be repeated', async () => {
    const stage = aStage();
    const resolved = await moved(stage, await opened(stage), 'resolved');
    const close = makeCloseIncident(stage);

    expect([await close(resolved.id, 1), await close(resolved.id, 1)]).toEqual(['closed', 'closed']);
    expect(kindsOf(await wholeOf(stage, resolved)).filter((kind) => kind === 'incident.closed')).toHaveLength(1);
  });

  it('happens once when two come at the same moment', async () => {
    const stage = aStage();
    const resolved = await moved(stage, await opened(stage), 'resolved');
    const close = makeCloseIncident(stage);

    expect(await Promise.all([close(resolved.id, 1), close(resolved.id, 1)])).toEqual(['closed', 'closed']);
    expect(kindsOf(await wholeOf(stage, resolved)).filter((kind) => kind === 'incident.closed')).toHaveLength(1);
  });

  it('closes although an alert joined at that moment', async () => {
    const stage = aStage();
    const resolved = await moved(stage, await opened(stage), 'resolved');
    const committing = stage.store.commit;
    stage.store.commit = async (before, change) => {
      stage.store.commit = committing;
      await commit(stage, before, {});
      return committing(before, change);
    };

    expect(await makeCloseIncident(stage)(resolved.id, 1)).toBe('closed');
  });

  it.each([
    ['still worked on', ['diagnosing', 'mitigating']],
    ['still measured', ['diagnosing', 'mitigating', 'verifying']],
    ['with people', ['escalated']],
  ] as const)('never ends what is %s', async (_, statuses) => {
    const stage = aStage();
    const incident = await moved(stage, await opened(stage), ...statuses);

    expect(await makeCloseIncident(stage)(incident.id, 1)).toBe('superseded');
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('is superseded for another attempt and for no incident', async () => {
    const stage = aStage();
    const resolved = await moved(stage, await opened(stage), 'resolved');
    const close = makeCloseIncident(stage);

    expect(await close(resolved.id, 2)).toBe('superseded');
    expect(await close('INC-01KJQ000000000000000000009', 1)).toBe('superseded');
  });
});
