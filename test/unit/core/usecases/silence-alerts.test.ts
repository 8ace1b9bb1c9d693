import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeEscalateIncident } from '../../../../functions/core/usecases/escalate-incident.ts';
import { makeVerifyRecovery } from '../../../../functions/core/usecases/verify-recovery.ts';
import { aBrake, aPolicy } from '../../../support/builders.ts';
import { acting } from './acting.ts';
import { allowed, aStage, kindsOf, wholeOf } from './stage.ts';

const ALERTMANAGER = {
  ...{ urls: ['http://alertmanager.test:9093'], receiver: 'selfright' },
  ...{ groupWait: 1, groupInterval: 5, resolveTimeout: 15 },
};

/** An incident whose plan was allowed, where actions are silenced, or not. */
const ready = async (silenceActions = true) => {
  const stage = aStage({ ...aPolicy(), alertmanager: { ...ALERTMANAGER, silenceActions } });
  const incident = await allowed(stage);
  const { run } = stage.runners.postgres;
  const meanwhile: (readonly string[])[] = [];
  stage.runners.postgres.run = async (...asked) => {
    meanwhile.push(stage.silences.silenced());
    return run(...asked);
  };
  return { stage, incident, act: acting(stage), meanwhile };
};

const silencesIn = async (stage: Parameters<typeof wholeOf>[0], incident: Parameters<typeof wholeOf>[1]) =>
  kindsOf(await wholeOf(stage, incident)).filter((kind) => kind.startsWith('silence.'));

describe('silencing alerts', () => {
  it('lasts exactly as long as the action runs, and is told', async () => {
    const { stage, incident, act, meanwhile } = await ready();
    const { alerts } = await wholeOf(stage, incident);

    await act(incident.id, 1, 0);

    expect(meanwhile).toEqual([alerts.map(({ fingerprint }) => fingerprint)]);
    expect(stage.silences.silenced()).toEqual([]);
    expect(kindsOf(await wholeOf(stage, incident)).slice(-4)).toEqual([
      'action.started',
      'silence.begun',
      'silence.ended',
      'action.done',
    ]);
  });

  it('is off where the policy does not ask for it', async () => {
    const { stage, incident, act, meanwhile } = await ready(false);

    await act(incident.id, 1, 0);

    expect(meanwhile).toEqual([[]]);
    expect(await silencesIn(stage, incident)).toEqual([]);
  });

  it('ends when the action crashes the process that it runs in, by itself', async () => {
    const { stage, incident, act } = await ready();
    stage.runners.postgres.run = async () => {
      throw new Error('the Lambda dies here');
    };
    stage.silences.end = async () => {
      throw new Error('it is dead');
    };
    await expect(act(incident.id, 1, 0)).rejects.toThrow('it is dead');
    expect(stage.silences.silenced()).not.toEqual([]);

    stage.clock.advance(60);

    expect(stage.silences.silenced()).toEqual([]);
  });

  it('never keeps an action from being done, and its failing is told', async () => {
    const { stage, incident, act } = await ready();
    stage.silences.begin = async () => {
      throw new DependencyUnavailable('alertmanager', 'does not answer');
    };

    expect(await act(incident.id, 1, 0)).toBe('done');
    expect(await silencesIn(stage, incident)).toEqual(['silence.failed', 'silence.ended']);
  });

  it('is not begun behind a gate that refuses', async () => {
    const { stage, incident, act } = await ready();
    await stage.brakes.move(aBrake());

    expect(await act(incident.id, 1, 0)).toBe('refused');
    expect(await silencesIn(stage, incident)).toEqual([]);
  });
});

/** An action that began, was silenced, and never came back. */
const crashed = async () => {
  const made = await ready();
  const { stage, incident, act } = made;
  const { end } = stage.silences;
  stage.silences.end = async () => {
    throw new Error('it is dead');
  };
  await expect(act(incident.id, 1, 0)).rejects.toThrow('it is dead');
  stage.silences.end = end;
  return made;
};

describe('a silence that a crash left behind', () => {
  it('is ended before people get the incident', async () => {
    const { stage, incident } = await crashed();

    await makeEscalateIncident(stage)(incident.id, 1, 'execution_failed');

    expect(stage.silences.silenced()).toEqual([]);
    const kinds = kindsOf(await wholeOf(stage, incident));
    expect(kinds.indexOf('silence.ended')).toBeLessThan(kinds.indexOf('incident.escalated'));
    expect(kinds).toContain('silence.ended');
  });

  it('is ended before a recovery is measured', async () => {
    const { stage, incident } = await crashed();

    // What was never seen to end cannot be measured; the silence is over all the same.
    await makeVerifyRecovery(stage)(incident.id, 1, 0).catch(() => undefined);

    expect(stage.silences.silenced()).toEqual([]);
    expect((await silencesIn(stage, incident)).at(-1)).toBe('silence.ended');
  });
});
