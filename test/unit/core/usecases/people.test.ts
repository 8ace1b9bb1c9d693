import { describe, expect, it } from 'vitest';
import { makeAcknowledgeIncident } from '../../../../functions/core/usecases/acknowledge-incident.ts';
import { makeAddNote } from '../../../../functions/core/usecases/add-note.ts';
import { makeEscalateByPerson } from '../../../../functions/core/usecases/escalate-by-person.ts';
import { makeEscalateIncident } from '../../../../functions/core/usecases/escalate-incident.ts';
import { aStage, moved, opened, type Stage, wholeOf } from './stage.ts';

const NOBODY = 'INC-01KJQ000000000000000000009';

const handOver = (stage: Stage) =>
  makeEscalateByPerson({ ...stage, escalate: makeEscalateIncident(stage), note: makeAddNote(stage) });

describe('a person who acknowledges', () => {
  it('is named on the incident, with the moment', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'escalated');

    expect(await makeAcknowledgeIncident(stage)(id, 'robin', 'looking')).toMatchObject({ outcome: 'acknowledged' });

    const { incident, timeline } = await wholeOf(stage, { id });
    expect(incident).toMatchObject({ acknowledgedBy: 'robin', acknowledgedAt: '2026-03-02T10:00:00.000Z' });
    expect(timeline.at(-1)).toMatchObject({ kind: 'incident.acknowledged', text: 'robin is at it: looking' });
  });

  it('changes nothing when somebody was quicker', async () => {
    const stage = aStage();
    const { id } = await opened(stage);
    await makeAcknowledgeIncident(stage)(id, 'robin');
    const before = await wholeOf(stage, { id });

    expect(await makeAcknowledgeIncident(stage)(id, 'kim')).toMatchObject({ outcome: 'known' });

    expect(await wholeOf(stage, { id })).toEqual(before);
  });

  it('is refused once it is closed, and when there is no such incident', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'escalated', 'closed');

    expect(await makeAcknowledgeIncident(stage)(id, 'robin')).toEqual({ outcome: 'closed' });
    expect(await makeAcknowledgeIncident(stage)(NOBODY, 'robin')).toEqual({ outcome: 'unknown' });
  });
});

describe('a note', () => {
  it('stays with the incident, by name and place, and moves nothing', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'diagnosing');

    await makeAddNote(stage)(id, { subject: 'robin', text: 'looks like the release', via: 'Jira' });

    const { incident, timeline } = await wholeOf(stage, { id });
    expect(incident.status).toBe('diagnosing');
    expect(timeline.at(-1)).toMatchObject({
      kind: 'note.added',
      actor: 'person:robin',
      text: 'robin noted in Jira: looks like the release',
    });
  });

  it('is refused when there is no such incident', async () => {
    expect(await makeAddNote(aStage())(NOBODY, { subject: 'robin', text: 'x' })).toEqual({ outcome: 'unknown' });
  });
});

describe('a person who hands an incident over', () => {
  it('stops the machine, says why, and has people told', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'diagnosing');

    expect(await handOver(stage)(id, 'robin', 'we know this one')).toMatchObject({ outcome: 'escalated' });

    const { incident, timeline } = await wholeOf(stage, { id });
    expect(incident).toMatchObject({ status: 'escalated', endedFor: 'escalated_by_person' });
    expect(timeline.find(({ kind }) => kind === 'incident.escalated')?.actor).toBe('person:robin');
    expect(timeline.find(({ kind }) => kind === 'note.added')?.text).toContain('we know this one');
    expect(stage.pager.told).toMatchObject([{ reason: 'escalated_by_person' }]);
  });

  it.each(['escalated', 'closed'] as const)('is refused when it is %s', async (status) => {
    const stage = aStage();
    const escalated = await moved(stage, await opened(stage), 'escalated');
    const { id } = status === 'closed' ? await moved(stage, escalated, 'closed') : escalated;
    const before = await wholeOf(stage, { id });

    expect(await handOver(stage)(id, 'robin', 'x')).toEqual({ outcome: 'not_open', status });

    expect(await wholeOf(stage, { id })).toEqual(before);
  });

  it('is refused when there is no such incident', async () => {
    expect(await handOver(aStage())(NOBODY, 'robin', 'x')).toEqual({ outcome: 'unknown' });
  });
});
