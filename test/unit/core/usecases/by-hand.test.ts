import { describe, expect, it } from 'vitest';
import { makeCloseByPerson } from '../../../../functions/core/usecases/close-by-person.ts';
import { makeMoveBrake } from '../../../../functions/core/usecases/move-brake.ts';
import { aBrake } from '../../../support/builders.ts';
import { aStage, moved, opened, wholeOf } from './stage.ts';

describe('a person who closes', () => {
  it('ends what was handed over, by name and with a reason', async () => {
    const stage = aStage();
    const { id } = await moved(stage, await opened(stage), 'escalated');

    expect(await makeCloseByPerson(stage)(id, 'robin', 'restarted by hand')).toMatchObject({ outcome: 'closed' });

    const { incident, timeline } = await wholeOf(stage, { id });
    expect(incident).toMatchObject({ status: 'closed', endedFor: 'closed_by_person' });
    expect(timeline.at(-1)).toMatchObject({ actor: 'person:robin', text: 'Closed by robin: restarted by hand' });
  });

  it.each(['diagnosing', 'resolved'] as const)('cannot end what is %s', async (status) => {
    const stage = aStage();
    const incident = await moved(stage, await opened(stage), status);

    expect(await makeCloseByPerson(stage)(incident.id, 'robin', 'x')).toEqual({ outcome: 'not_escalated', status });
    expect((await wholeOf(stage, incident)).incident).toEqual(incident);
  });

  it('is told when there is no such incident', async () => {
    expect(await makeCloseByPerson(aStage())('INC-01KJQ000000000000000000009', 'robin', 'x')).toEqual({
      outcome: 'unknown',
    });
  });
});

describe('a person who moves a brake', () => {
  const move = { scope: 'checkout', engaged: true, by: 'robin', reason: 'release in progress' };

  it('engages it, with name, reason and moment', async () => {
    const stage = aStage();

    const brake = await makeMoveBrake(stage)(move);

    expect(brake).toEqual({ ...move, at: '2026-03-02T10:00:00.000Z' });
    expect(await stage.brakes.all()).toEqual([brake]);
  });

  it('changes nothing when it is where it should be: who engaged it first is kept', async () => {
    const stage = aStage();
    const first = aBrake({ scope: 'checkout', by: 'kim' });
    await stage.brakes.move(first);

    expect(await makeMoveBrake(stage)(move)).toEqual(first);
  });

  it('moves one and leaves the others', async () => {
    const stage = aStage();
    await stage.brakes.move(aBrake());

    await makeMoveBrake(stage)(move);
    await makeMoveBrake(stage)({ ...move, scope: 'global', engaged: false });

    expect((await stage.brakes.all()).map(({ scope, engaged }) => [scope, engaged])).toEqual([
      ['global', false],
      ['checkout', true],
    ]);
  });
});
