import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { anAlert, anAlertGroup, someAlerts } from '../../../support/builders.ts';
import { down, ended, incidents, NOON, only, other, ready, recover } from './accepting.ts';
import { moved, wholeOf } from './stage.ts';

describe('a group that fires for the first time', () => {
  it('opens an incident and starts its workflow', async () => {
    const { stage, notify } = ready();

    const accepted = await notify();

    const incident = only(stage);
    expect(accepted).toEqual({ state: 'opened', incidentId: incident.id, reason: 'new_group' });
    expect(incident).toMatchObject({
      status: 'open',
      service: 'checkout',
      title: 'DatabaseTimeout on checkout',
      severity: 'critical',
      openedFor: 'new_group',
    });
    expect(stage.workflow.started).toEqual([{ id: incident.id, attempt: 1 }]);
    expect((await wholeOf(stage, incident)).timeline).toMatchObject([
      { kind: 'incident.opened', data: { receivedAt: NOON, startsAt: '2026-03-02T09:59:30.000Z' } },
    ]);
  });

  it('opens one incident for all of its alerts', async () => {
    const { stage, notify } = ready();

    await notify([anAlert(), other(), ...someAlerts(500)]);

    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(502);
  });

  it('opens one although an alert is in it twice', async () => {
    const { stage, notify } = ready();

    await notify([anAlert(), anAlert()]);

    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(1);
  });

  it('opens one although no alert names a service or a severity', async () => {
    const { stage, notify } = ready();

    await notify([anAlert({ service: undefined, severity: undefined, name: 'Odd' })]);

    expect(only(stage)).toMatchObject({ title: 'Odd', severity: 'unknown' });
    expect(only(stage).service).toBeUndefined();
  });

  it('keeps titles and stories short and on one line, whatever an alert is called', async () => {
    const { stage, notify } = ready();
    const names = ['A\n\u001b[31mB', `${'x'.repeat(79)}💥💥`, 'y'.repeat(1_000_000), 'C', 'D'];

    await notify(names.map((name, i) => anAlert({ name, fingerprint: String(i) })));

    const incident = only(stage);
    const [entry] = (await wholeOf(stage, incident)).timeline;
    expect(incident.title).toMatch(/^A \[31mB, x{79}…, y{79}… and 2 more on checkout$/);
    expect(incident.title.isWellFormed()).toBe(true);
    expect(entry?.text.length).toBeLessThan(400);
  });

  it('opens another one for the same group of another source', async () => {
    const { stage, accept, notify } = ready();
    await notify();

    await accept(anAlertGroup({ source: 'generic', alerts: [anAlert({ service: 'orders' })] }), NOON);

    expect(incidents(stage)).toHaveLength(2);
  });
});

describe('what calls for no incident', () => {
  it.each([
    ['a heartbeat', anAlert({ labels: { selfright_heartbeat: 'true' } }), 'heartbeat'],
    ['an alert of severity none', anAlert({ severity: 'none' }), 'severity_none'],
    ['an alert that resolved before we heard of it', ended(anAlert()), 'nothing_firing'],
  ])('is recorded: %s', async (_, alert, reason) => {
    const { stage, notify } = ready();

    expect(await notify([alert])).toEqual({ state: 'recorded', reason });
    expect(incidents(stage)).toEqual([]);
    expect(stage.workflow.started).toEqual([]);
  });

  it('is recorded: a group without alerts', async () => {
    expect(await ready().notify([])).toEqual({ state: 'recorded', reason: 'nothing_firing' });
  });

  it('does not keep an alert beside it from opening one', async () => {
    const { stage, notify } = ready();

    expect((await notify([anAlert({ labels: { selfright_heartbeat: 'x' }, fingerprint: 'h' }), other()])).state).toBe(
      'opened',
    );
    expect((await wholeOf(stage, only(stage))).alerts.map(({ name }) => name)).toEqual(['Api503']);
  });
});

describe('a group that fires on', () => {
  it('is a duplicate that changes nothing', async () => {
    const { stage, notify } = ready();
    await notify();
    const before = await wholeOf(stage, only(stage));

    expect(await notify()).toEqual({ state: 'duplicate', incidentId: only(stage).id });
    expect(await wholeOf(stage, only(stage))).toEqual(before);
  });

  it('joins what is new in it to what is open', async () => {
    const { stage, notify } = ready();
    await notify();

    const accepted = await notify([anAlert(), other()]);

    const whole = await wholeOf(stage, only(stage));
    expect(accepted).toEqual({ state: 'joined', incidentId: whole.incident.id, reason: 'same_group' });
    expect(whole.alerts.map(({ name }) => name)).toEqual(['DatabaseTimeout', 'Api503']);
    expect(whole.timeline.at(-1)).toMatchObject({
      kind: 'alert.joined',
      text: 'Api503 joined: the same group as what is open.',
    });
  });

  it('joins a re-fire of the same alert, which is another episode', async () => {
    const { stage, notify } = ready();
    await notify();

    expect((await notify([anAlert({ startsAt: NOON })])).state).toBe('joined');
    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(2);
  });

  it('starts the workflow that a crash after opening left behind, whether by a repeat or by a new alert', async () => {
    for (const next of [anAlert(), other()]) {
      const { stage, notify } = ready();
      stage.workflow.failing = down;
      await expect(notify()).rejects.toThrow('throttled');
      stage.workflow.failing = undefined;

      await notify([next]);

      expect(stage.workflow.started).toEqual([{ id: only(stage).id, attempt: 1 }]);
    }
  });

  it('does not start a workflow for what is worked on', async () => {
    const { stage, notify } = ready();
    await notify();
    stage.workflow.started.length = 0;
    await moved(stage, only(stage), 'diagnosing');

    await notify();
    await notify([other()]);

    expect(stage.workflow.started).toEqual([]);
  });
});

describe('notifications that come at the same moment', () => {
  it('open one incident between them', async () => {
    const { stage, notify } = ready();

    const accepted = await Promise.all(Array.from({ length: 8 }, () => notify()));

    expect(accepted.map(({ state }) => state).toSorted()).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'opened',
    ]);
    expect(new Set(accepted.map(({ incidentId }) => incidentId))).toEqual(new Set([only(stage).id]));
    expect(stage.workflow.started).toHaveLength(1);
  });

  it('join what the other one opened', async () => {
    const { stage, notify } = ready();

    const accepted = await Promise.all([notify([anAlert()]), notify([other()])]);

    expect(accepted.map(({ state }) => state).toSorted()).toEqual(['joined', 'opened']);
    expect((await wholeOf(stage, only(stage))).alerts).toHaveLength(2);
  });

  it('try again when the workflow wrote in between', async () => {
    const { stage, notify } = ready();
    await notify();
    const join = stage.store.join;
    stage.store.join = async (...asked) => {
      stage.store.join = join;
      await moved(stage, only(stage), 'diagnosing');
      return join(...asked);
    };

    expect((await notify([other()])).state).toBe('joined');
  });

  it('fail, to be offered again, rather than be lost, when the group is never at rest', async () => {
    const { stage, notify } = ready();
    await notify();
    stage.store.join = async () => 'conflict';

    await expect(notify([other()])).rejects.toThrow(DependencyUnavailable);
  });

  it('do not join an incident that closes between two reads: what is new opens another', async () => {
    const { stage, notify } = ready();
    await notify();
    const first = only(stage);
    const pointed = stage.store.openIncidentOfGroup;
    stage.store.openIncidentOfGroup = async (...asked) => {
      const id = await pointed(...asked);
      stage.store.openIncidentOfGroup = pointed;
      await recover(stage);
      return id;
    };

    const accepted = await notify([anAlert(), other()]);

    expect(accepted).toMatchObject({ state: 'opened', reason: 'new_group' });
    expect(accepted.incidentId).not.toBe(first.id);
    expect((await wholeOf(stage, first)).alerts).toHaveLength(1);
  });
});
