import { describe, expect, it } from 'vitest';
import { ContractViolation, DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeEscalateIncident } from '../../../../functions/core/usecases/escalate-incident.ts';
import { aDraft, anAction } from '../../../support/builders.ts';
import { allowed, aStage, commit, explained, kindsOf, moved, opened, wholeOf } from './stage.ts';

const silent = new DependencyUnavailable('sns', 'throttled');
const countOf = (kinds: readonly string[], kind: string) => kinds.filter((one) => one === kind).length;

describe('handing over', () => {
  it('tells people the reason with everything known so far, and frees what was held', async () => {
    const stage = aStage();
    const incident = await commit(stage, await allowed(stage), {
      action: anAction({ result: 'failed', error: 'not allowed' }),
      facts: { locks: ['postgres:database/checkout-*'] },
      entries: [
        aDraft({ kind: 'action.failed', reason: 'action_failed', text: 'Could not end sessions: not allowed.' }),
      ],
    });

    expect(await makeEscalateIncident(stage)(incident.id, 1)).toBe('escalated');

    const whole = await wholeOf(stage, incident);
    expect(whole.incident).toMatchObject({
      status: 'escalated',
      endedFor: 'action_failed',
      toldAt: '2026-03-02T10:00:00.000Z',
      locks: [],
    });
    expect(stage.pager.told).toMatchObject([{ incident: { id: incident.id }, reason: 'action_failed' }]);
    expect(stage.pager.told[0]?.summary).toBe(
      'Handed to people: action_failed. Could not end sessions: not allowed. ' +
        'Most likely so far: checkout, sessions left idle in a transaction hold the connection pool (97.0 %). ' +
        'Done so far: terminate-idle-sessions on postgres:database/checkout-*: failed.',
    );
    expect(kindsOf(whole).slice(-2)).toEqual(['incident.escalated', 'people.told']);
    expect(await stage.store.openIncidentOfGroup(incident.source, incident.groupKey)).toBeUndefined();
  });

  it('says that nothing was changed when nothing was', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'diagnosing');

    await makeEscalateIncident(stage)(id, 1, 'execution_timed_out');

    expect(stage.pager.told[0]?.summary).toBe('Handed to people: execution_timed_out. Nothing was changed.');
  });

  it('takes the given reason before one of its own', async () => {
    const stage = aStage();
    const { id } = await explained(stage);

    await makeEscalateIncident(stage)(id, 1, 'step_crashed');

    expect((await wholeOf(stage, { id })).incident.endedFor).toBe('step_crashed');
  });

  it('does not take why it was opened, or what alerts did, for the reason', async () => {
    const stage = aStage();
    const { id } = await commit(stage, await opened(stage), {
      entries: [aDraft({ kind: 'alert.joined', reason: 'same_group' })],
    });

    await makeEscalateIncident(stage)(id, 1);

    expect(stage.pager.told).toMatchObject([{ reason: 'step_crashed' }]);
  });

  it.each([
    ['open', []],
    ['diagnosing', ['diagnosing']],
    ['mitigating', ['diagnosing', 'mitigating']],
    ['verifying', ['diagnosing', 'mitigating', 'verifying']],
    ['resolved but not closed', ['resolved']],
  ] as const)('works for what is %s', async (_, statuses) => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), ...statuses);

    expect(await makeEscalateIncident(stage)(id, 1, 'step_crashed')).toBe('escalated');
    expect(stage.pager.told).toHaveLength(1);
  });

  it('hands over what it can when a part of the record cannot be read', async () => {
    const stage = aStage();
    const { id } = await explained(stage);
    stage.store.readWhole = () => Promise.reject(new ContractViolation('item PLAN#00000004 does not parse'));

    expect(await makeEscalateIncident(stage)(id, 1, 'step_crashed')).toBe('escalated');
    expect(stage.pager.told).toMatchObject([
      { reason: 'step_crashed', summary: expect.stringContaining('cannot be read') },
    ]);
  });
});

describe('handing over again', () => {
  it('tells nobody twice', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const escalate = makeEscalateIncident(stage);

    expect([await escalate(id, 1), await escalate(id, 1, 'execution_failed')]).toEqual(['escalated', 'escalated']);
    expect(stage.pager.told).toHaveLength(1);
    expect((await wholeOf(stage, { id })).incident.endedFor).toBe('step_crashed');
  });

  it('tells people what it could not tell them the first time, after one change of status', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const escalate = makeEscalateIncident(stage);
    stage.pager.failing = silent;
    await expect(escalate(id, 1, 'step_crashed')).rejects.toThrow('throttled');
    const before = await wholeOf(stage, { id });
    stage.pager.failing = undefined;

    expect(await escalate(id, 1, 'execution_failed')).toBe('escalated');

    const after = await wholeOf(stage, { id });
    expect(before.incident.status).toBe('escalated');
    expect(before.incident.toldAt).toBeUndefined();
    expect(after.incident.toldAt).toBeDefined();
    expect(countOf(kindsOf(after), 'incident.escalated')).toBe(1);
    expect(countOf(kindsOf(after), 'people.told')).toBe(1);
    expect(stage.pager.told).toMatchObject([
      { reason: 'step_crashed', summary: 'Handed to people: step_crashed. Nothing was changed.' },
    ]);
  });

  it('rather tells twice than not when the crash comes right after telling', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const escalate = makeEscalateIncident(stage);
    const committing = stage.store.commit;
    stage.store.commit = async (before, change) =>
      change.facts?.toldAt === undefined ? committing(before, change) : Promise.reject(silent);
    await expect(escalate(id, 1)).rejects.toThrow('throttled');
    stage.store.commit = committing;

    await escalate(id, 1);

    expect(stage.pager.told).toHaveLength(2);
    expect(countOf(kindsOf(await wholeOf(stage, { id })), 'people.told')).toBe(1);
  });

  it('changes the status once when two come at the same moment', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const escalate = makeEscalateIncident(stage);

    expect(await Promise.all([escalate(id, 1), escalate(id, 1)])).toEqual(['escalated', 'escalated']);

    const kinds = kindsOf(await wholeOf(stage, { id }));
    expect(countOf(kinds, 'incident.escalated')).toBe(1);
    expect(countOf(kinds, 'people.told')).toBe(1);
  });
});

describe('handing over what is no longer its own', () => {
  it('is superseded when it closed, and tells nobody', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'resolved', 'closed');

    expect(await makeEscalateIncident(stage)(id, 1, 'execution_failed')).toBe('superseded');
    expect(stage.pager.told).toEqual([]);
  });

  it('is superseded for another attempt and for no incident', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    const escalate = makeEscalateIncident(stage);

    expect(await escalate(id, 2)).toBe('superseded');
    expect(await escalate('INC-01KJQ000000000000000000009', 1)).toBe('superseded');
    expect(stage.pager.told).toEqual([]);
  });
});
