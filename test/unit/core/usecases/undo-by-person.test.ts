import { describe, expect, it } from 'vitest';
import { makeUndoByPerson } from '../../../../functions/core/usecases/undo-by-person.ts';
import { aBrake } from '../../../support/builders.ts';
import { ready, readyToUndo } from './acting.ts';
import { commit, kindsOf, wholeOf } from './stage.ts';

/** An incident that was acted on and is closed. */
const closed = async <M extends Awaited<ReturnType<typeof ready>>>(made: M) => {
  const { stage, incident, act } = made;
  await act(incident.id, 1, 0);
  const acted = (await wholeOf(stage, incident)).incident;
  const verifying = await commit(stage, acted, { to: 'verifying' });
  const resolved = await commit(stage, verifying, { to: 'resolved' });
  await commit(stage, resolved, { to: 'closed', facts: { locks: [] } });
  const undo = makeUndoByPerson({ store: stage.store, workflow: stage.workflow });
  return { ...made, undo, whole: () => wholeOf(stage, incident) };
};

describe('a person who asks to undo', () => {
  it('has the recorded inverse run as an attempt of its own, through the gate, and the target read', async () => {
    const { stage, incident, undo, rollBack, alias, whole } = await closed(await readyToUndo());

    const asked = await undo(incident.id, 'ada', 'the release is needed');

    expect(asked).toMatchObject({ outcome: 'asked', incident: { attempt: 2, status: 'closed' } });
    expect(stage.workflow.started).toEqual([{ id: incident.id, attempt: 2, undo: true }]);
    expect(await rollBack(incident.id, 2, 'asked')).toBe('rolled_back');
    expect(alias.now()).toBe('2');
    const after = await whole();
    expect(kindsOf(after).slice(-4)).toEqual(['undo.requested', 'action.started', 'action.done', 'rollback.done']);
    expect(after.timeline.find(({ kind }) => kind === 'undo.requested')).toMatchObject({
      actor: 'person:ada',
      reason: 'undo_asked',
      text: 'ada asks to take back what was done: the release is needed',
    });
    expect(after.incident).toMatchObject({ status: 'closed', locks: [] });
    expect(stage.memory.locks.size).toBe(0);
  });

  it('is not done twice: asked again while it is under way it is only started', async () => {
    const { stage, incident, undo } = await closed(await readyToUndo());
    await undo(incident.id, 'ada');

    expect(await undo(incident.id, 'grace')).toMatchObject({ outcome: 'asked' });

    expect(stage.workflow.started).toHaveLength(1);
    expect(kindsOf(await wholeOf(stage, incident)).filter((kind) => kind === 'undo.requested')).toHaveLength(1);
  });

  it('starts what could not be started the first time', async () => {
    const { stage, incident, undo } = await closed(await readyToUndo());
    stage.workflow.failing = new Error('no machine');
    await expect(undo(incident.id, 'ada')).rejects.toThrow('no machine');
    stage.workflow.failing = undefined;

    await undo(incident.id, 'ada');

    expect(stage.workflow.started).toEqual([{ id: incident.id, attempt: 2, undo: true }]);
  });

  it('is told that there is nothing to undo once it is undone', async () => {
    const { incident, undo, rollBack } = await closed(await readyToUndo());
    await undo(incident.id, 'ada');
    await rollBack(incident.id, 2, 'asked');

    expect(await undo(incident.id, 'ada')).toEqual({ outcome: 'nothing_to_undo' });
  });

  it('is told so of steps that have no inverse', async () => {
    const { incident, undo } = await closed(await ready());

    expect(await undo(incident.id, 'ada')).toEqual({ outcome: 'nothing_to_undo' });
  });

  it('may ask again after an undoing that failed', async () => {
    const { stage, incident, undo, rollBack, whole } = await closed(await readyToUndo());
    await undo(incident.id, 'ada');
    const run = stage.runners.lambda.run;
    stage.runners.lambda.run = async () => ({ outcome: 'failed', found: {}, error: 'not allowed' });
    expect(await rollBack(incident.id, 2, 'asked')).toBe('failed');
    stage.runners.lambda.run = run;

    await undo(incident.id, 'ada');

    expect(await rollBack(incident.id, 3, 'asked')).toBe('rolled_back');
    const undoings = (await whole()).actions.filter(({ undoes }) => undoes !== undefined);
    expect(undoings.map(({ result, key }) => [result, key.split('/').slice(-1)[0]])).toEqual([
      ['failed', 'undo'],
      ['done', 'undo-2'],
    ]);
  });

  it('does not get past a brake', async () => {
    const { stage, incident, undo, rollBack, whole } = await closed(await readyToUndo());
    await undo(incident.id, 'ada');
    await stage.brakes.move(aBrake());

    expect(await rollBack(incident.id, 2, 'asked')).toBe('failed');
    expect((await whole()).timeline.at(-1)?.text).toContain('brake_engaged');
  });

  it('is refused while the machine is at work on it', async () => {
    const { stage, incident } = await readyToUndo();
    const undo = makeUndoByPerson({ store: stage.store, workflow: stage.workflow });

    expect(await undo(incident.id, 'ada')).toEqual({ outcome: 'not_over', status: 'mitigating' });
    expect(stage.workflow.started).toEqual([]);
  });

  it('is told when there is no such incident', async () => {
    const { stage } = await readyToUndo();
    const undo = makeUndoByPerson({ store: stage.store, workflow: stage.workflow });

    expect(await undo('INC-01KJQ000000000000000000077', 'ada')).toEqual({ outcome: 'unknown' });
  });
});
