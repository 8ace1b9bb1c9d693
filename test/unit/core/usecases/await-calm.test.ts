import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import type { Incident } from '../../../../functions/core/domain/incident.ts';
import { makeAwaitCalm } from '../../../../functions/core/usecases/await-calm.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { makeDiagnoseWhenCalm } from '../../../../functions/core/usecases/diagnose-when-calm.ts';
import { makePlanMitigation } from '../../../../functions/core/usecases/plan-mitigation.ts';
import { anAlert, anAlertGroup } from '../../../support/builders.ts';
import { inMemoryTimers } from '../../../support/fakes/timers.ts';
import { ended, only, other, ready } from './accepting.ts';
import { healthy, hurtDatabase, kindsOf, wholeOf } from './stage.ts';

const CALM = 20;

const started = (hurt = healthy) => {
  const place = ready();
  const { stage } = place;
  hurt(stage);
  const timers = inMemoryTimers(stage.clock);
  const diagnose = makeDiagnoseWhenCalm({
    store: stage.store,
    awaitCalm: makeAwaitCalm(stage),
    timers,
    diagnose: makeDiagnoseIncident(stage),
  });
  const now = (): Incident => only(stage);
  return { ...place, timers, now, look: () => diagnose(now().id, now().attempt) };
};

/** An alert that goes off and on again, some seconds apart. */
const flap = async ({ stage, notify }: ReturnType<typeof started>, times: number): Promise<Alert> => {
  let alert = anAlert({ startsAt: stage.clock().toISOString() });
  for (let i = 0; i < times; i += 1) {
    await notify([alert]);
    stage.clock.advance(3);
    await notify([{ ...ended(alert), endsAt: stage.clock().toISOString() }]);
    stage.clock.advance(3);
    alert = anAlert({ startsAt: stage.clock().toISOString() });
  }
  return alert;
};

describe('what resolves by itself before anything was done', () => {
  it('is waited for, then closed with its diagnosis kept and no recovery claimed', async () => {
    const place = started(hurtDatabase);
    await place.notify();
    await place.notify([ended(anAlert())]);

    expect(await place.look()).toEqual({ outcome: 'unsettled', waitSeconds: CALM });
    place.stage.clock.advance(CALM);
    expect(await place.look()).toEqual({ outcome: 'over' });

    const { incident, diagnoses, verifications, actions } = await wholeOf(place.stage, place.now());
    expect(incident).toMatchObject({ status: 'closed', endedFor: 'resolved_by_itself' });
    expect(diagnoses).toHaveLength(1);
    expect([verifications, actions]).toEqual([[], []]);
  });

  it('is neither planned for nor handed over meanwhile', async () => {
    const place = started(hurtDatabase);
    await place.notify();
    expect(await place.look()).toEqual({ outcome: 'explained' });
    await place.notify([ended(anAlert())]);

    expect(await makePlanMitigation(place.stage)(place.now().id, 1)).toMatchObject({ outcome: 'unsettled' });

    expect(place.now().status).toBe('diagnosing');
  });

  it('is diagnosed anew when it fires again before it was calm', async () => {
    const place = started();
    await place.notify();
    await place.notify([ended(anAlert())]);
    await place.look();
    place.stage.clock.advance(CALM - 1);
    await place.notify([anAlert({ startsAt: place.stage.clock().toISOString() })]);
    place.stage.clock.advance(1);

    expect(await place.look()).toEqual({ outcome: 'inconclusive' });
    expect((await wholeOf(place.stage, place.now())).diagnoses).toHaveLength(2);
  });

  it('is closed once, whoever repeats it', async () => {
    const place = started();
    await place.notify();
    await place.notify([ended(anAlert())]);
    await place.look();
    place.stage.clock.advance(CALM);

    expect([await place.look(), await place.look()]).toEqual([{ outcome: 'over' }, { outcome: 'over' }]);

    const closed = kindsOf(await wholeOf(place.stage, place.now())).filter((kind) => kind === 'incident.closed');
    expect(closed).toHaveLength(1);
  });

  it('leaves alone what a newer attempt works on', async () => {
    const place = started();
    await place.notify();

    expect(await makeAwaitCalm(place.stage)(place.now().id, 2)).toEqual({ outcome: 'superseded' });
  });
});

describe('an alert that flaps', () => {
  it('marks its incident, which is then not acted upon until it is calm', async () => {
    const place = started(hurtDatabase);
    const next = await flap(place, 3);
    await place.notify([next]);

    const { incident, timeline } = await wholeOf(place.stage, place.now());
    expect(incident.flappingSince).toBeDefined();
    expect(timeline.find(({ kind }) => kind === 'incident.flapping')).toMatchObject({
      reason: 'flapping',
      text: 'DatabaseTimeout flaps: it changed 6 times within 600 s. Nothing is done by itself until it is calm.',
    });
    expect(await place.look()).toEqual({ outcome: 'unsettled', waitSeconds: CALM });
  });

  it('is acted upon when it has fired without a break', async () => {
    const place = started(hurtDatabase);
    await place.notify([await flap(place, 3)]);
    await place.look();
    place.stage.clock.advance(CALM);

    expect(await place.look()).toEqual({ outcome: 'explained' });

    const { incident, timeline } = await wholeOf(place.stage, place.now());
    expect(incident.flappingSince).toBeUndefined();
    expect(timeline.some(({ kind }) => kind === 'incident.steadied')).toBe(true);
  });

  it('is over when it has been silent', async () => {
    const place = started();
    await flap(place, 3);
    await place.look();
    place.stage.clock.advance(CALM);

    expect(await place.look()).toEqual({ outcome: 'over' });
  });

  it('is not one that changed seldom, however often that is repeated', async () => {
    const place = started();
    const next = await flap(place, 2);
    for (let i = 0; i < 10; i += 1) await place.notify([next]);

    expect(place.now().flappingSince).toBeUndefined();
  });

  it('is known across incidents: one that opens for it is marked from its first moment', async () => {
    const place = started();
    const next = await flap(place, 3);
    await place.look();
    place.stage.clock.advance(CALM);
    await place.look();

    const accepted = await place.notify([next]);

    const reopened = accepted.incidentId && (await place.stage.store.read(accepted.incidentId));
    expect(accepted.state).toBe('opened');
    expect(reopened).toMatchObject({ status: 'open', flappingSince: place.stage.clock().toISOString() });
  });
});

describe('what an incident took in', () => {
  it('is looked through once its cause is known', async () => {
    const place = started(hurtDatabase);
    await place.notify();
    await place.accept(anAlertGroup({ groupKey: 'another', alerts: [other()] }), place.stage.clock().toISOString());

    expect(await place.look()).toEqual({ outcome: 'explained' });
    expect(place.timers.waiting).toMatchObject([{ timer: { kind: 'split_due', incidentId: place.now().id } }]);
  });

  it('is not looked for where it took in nothing', async () => {
    const place = started(hurtDatabase);
    await place.notify();

    expect(await place.look()).toEqual({ outcome: 'explained' });
    expect(place.timers.waiting).toEqual([]);
  });
});
