import { describe, expect, it } from 'vitest';
import { pagerdutySink } from '../../../../functions/adapters/http/pagerduty-sink.ts';
import { makeAcknowledgeIncident } from '../../../../functions/core/usecases/acknowledge-incident.ts';
import { makeEscalateIncident } from '../../../../functions/core/usecases/escalate-incident.ts';
import { makeRepeatEscalations } from '../../../../functions/core/usecases/repeat-escalations.ts';
import { aPolicy } from '../../../support/builders.ts';
import { aStage, kindsOf, moved, opened, wholeOf } from './stage.ts';

/** An incident that people were told of at noon, and whoever calls again. */
const aHandOver = async (levels = 3) => {
  const stage = aStage(aPolicy({ integrations: { escalation: { repeatAfterSeconds: 600, levels } } }));
  const incident = await moved(stage, await opened(stage), 'diagnosing');
  await makeEscalateIncident(stage)(incident.id, 1, 'no_runbook');
  const { pager, clock } = stage;
  return { stage, id: incident.id, pager, clock, round: makeRepeatEscalations(stage) };
};

const levelsOf = ({ pager }: Pick<Awaited<ReturnType<typeof aHandOver>>, 'pager'>) =>
  pager.told.map(({ level }) => level);

describe('an escalation that nobody acknowledges', () => {
  it('is repeated to one target after the other, each after the time that is configured, and then no more', async () => {
    const over = await aHandOver();
    const called: number[] = [];
    for (let minutes = 0; minutes < 60; minutes += 1) {
      called.push(await over.round());
      over.clock.advance(60);
    }

    expect(levelsOf(over)).toEqual([1, 2, 3]);
    expect(called.flatMap((calls, minute) => (calls > 0 ? [minute] : []))).toEqual([10, 20]);
    expect(kindsOf(await wholeOf(over.stage, over)).filter((kind) => kind === 'escalation.repeated')).toHaveLength(2);
  });

  it('is not repeated once somebody is at it', async () => {
    const over = await aHandOver();
    over.clock.advance(599);
    await over.round();
    await makeAcknowledgeIncident(over.stage)(over.id, 'rob');
    over.clock.advance(3_600);
    await over.round();

    expect(levelsOf(over)).toEqual([1]);
  });

  it('is not repeated where there is one target only', async () => {
    const over = await aHandOver(1);
    over.clock.advance(3_600);

    expect(await over.round()).toBe(0);
    expect(levelsOf(over)).toEqual([1]);
  });

  it('is repeated in the next round when the pager could not be reached', async () => {
    const over = await aHandOver();
    over.clock.advance(600);
    over.pager.failing = new Error('sns is down');
    await expect(over.round()).rejects.toThrow('sns is down');
    over.pager.failing = undefined;
    await over.round();

    expect(levelsOf(over)).toEqual([1, 2]);
  });

  it('triggers PagerDuty again under the same key', async () => {
    const over = await aHandOver();
    over.clock.advance(600);
    await over.round();
    const whole = await wholeOf(over.stage, over);
    const sink = pagerdutySink('https://events.test', async () => 'a-routing-key-0123');

    const concerned = whole.timeline.filter((entry) => sink.concerns({ whole, entry, refs: {} }));
    expect(concerned.map(({ kind }) => kind)).toEqual(['incident.escalated', 'escalation.repeated']);
  });
});
