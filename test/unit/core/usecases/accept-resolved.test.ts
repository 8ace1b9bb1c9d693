import { describe, expect, it } from 'vitest';
import { anAlert } from '../../../support/builders.ts';
import { ended, incidents, NOON, only, other, ready, recover } from './accepting.ts';
import { commit, kindsOf, wholeOf } from './stage.ts';

describe('what resolved', () => {
  it('is recorded on its incident', async () => {
    const { stage, notify } = ready();
    await notify();

    const accepted = await notify([ended(anAlert())]);

    const whole = await wholeOf(stage, only(stage));
    expect(accepted).toEqual({ state: 'recorded', incidentId: whole.incident.id });
    expect(whole.alerts).toMatchObject([{ status: 'resolved', endsAt: NOON }]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'alert.resolved', text: 'DatabaseTimeout resolved.' });
    expect(whole.incident.status).toBe('open');
  });

  it('is recorded on an incident that was closed before, and opens nothing', async () => {
    const { stage, notify } = ready();
    await notify();
    await recover(stage);

    await notify([ended(anAlert())]);

    const whole = await wholeOf(stage, only(stage));
    expect(whole.incident.status).toBe('closed');
    expect(whole.timeline.at(-1)).toMatchObject({
      text: 'DatabaseTimeout resolved, after this had ended.',
      status: 'closed',
    });
  });

  it('is recorded once', async () => {
    const { stage, notify } = ready();
    await notify();
    await notify([ended(anAlert())]);

    await notify([ended(anAlert())]);

    expect(kindsOf(await wholeOf(stage, only(stage))).filter((kind) => kind === 'alert.resolved')).toHaveLength(1);
  });

  it('is recorded beside what fires on, when a group resolved in part', async () => {
    const { stage, notify } = ready();
    await notify([anAlert(), other()]);

    const accepted = await notify([ended(anAlert()), other(), anAlert({ fingerprint: 'new' })]);

    const { alerts } = await wholeOf(stage, only(stage));
    expect(accepted.state).toBe('joined');
    expect(alerts.map(({ status }) => status)).toEqual(['resolved', 'firing', 'firing']);
  });

  it('is believed only of the alerts that are shown, when the source left some out', async () => {
    const { stage, notify } = ready();
    await notify([anAlert(), other()]);

    await notify([ended(anAlert())], 1);

    expect((await wholeOf(stage, only(stage))).alerts.map(({ status }) => status)).toEqual(['resolved', 'firing']);
  });

  it('is recorded although the incident changes at that moment', async () => {
    const { stage, notify } = ready();
    await notify();
    const resolve = stage.store.resolveAlerts;
    stage.store.resolveAlerts = async (...asked) => {
      stage.store.resolveAlerts = resolve;
      await commit(stage, only(stage), {});
      return resolve(...asked);
    };

    await notify([ended(anAlert())]);

    expect((await wholeOf(stage, only(stage))).alerts[0]?.status).toBe('resolved');
  });

  it('before its firing was heard of still lets that firing open an incident', async () => {
    const { stage, notify } = ready();
    await notify([ended(anAlert())]);

    expect((await notify([anAlert()])).state).toBe('opened');
    expect(incidents(stage)).toHaveLength(1);
  });
});
