import { expect, it } from 'vitest';
import { ANY_GROUP } from '../../../functions/core/domain/alert.ts';
import { aDraft, anAlert, anAlertGroup } from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { FIRST, moved, opened, openedAlone, SECOND, THIRD } from './steps.ts';

const RESOLVED = aDraft({ kind: 'alert.resolved', reason: undefined, text: 'resolved' });

export const watching = (make: MakeStore): void => {
  it('lists what is not over, and nothing else', async () => {
    const { store } = await make();
    await openedAlone(store, FIRST);
    await moved(store, await openedAlone(store, SECOND), 'escalated');
    const third = await moved(store, await openedAlone(store, THIRD), 'diagnosing');

    const unfinished = await store.unfinished();

    expect(unfinished.map(({ id }) => id).sort()).toEqual([FIRST, THIRD]);
    expect(unfinished).toContainEqual(third);
  });

  it('lists the alerts of a source that fire, with their incidents, also of those that are over', async () => {
    const { store } = await make();
    const over = await moved(store, await openedAlone(store, FIRST), 'escalated');
    const both = [anAlert({ fingerprint: 'a' }), anAlert({ fingerprint: 'b' })];
    const incident = await opened(store, SECOND, anAlertGroup({ alerts: both }));
    await opened(store, THIRD, anAlertGroup({ source: 'grafana', groupKey: 'g' }));
    await store.resolveAlerts(incident, [anAlert({ fingerprint: 'a', status: 'resolved' })], RESOLVED);

    const firing = await store.firing('alertmanager');

    expect(firing.map(({ alert }) => alert.fingerprint).sort()).toEqual([FIRST, 'b']);
    expect(firing.find(({ alert }) => alert.fingerprint === FIRST)?.incident).toEqual(over);
  });

  it('lists what was taken in from another source under that source', async () => {
    const { store } = await make();
    const before = await openedAlone(store, FIRST);
    const from = { source: 'grafana', groupKey: 'g' };
    const alert = anAlert({ fingerprint: 'theirs', from });
    const { fingerprint, startsAt } = alert;
    await store.join(
      before,
      [{ alert, episode: { ...from, fingerprint, startsAt } }],
      aDraft({ kind: 'alert.joined' }),
      from,
    );

    expect((await store.firing('grafana')).map((held) => held.alert.fingerprint)).toEqual(['theirs']);
  });

  it('knows in which groups a firing was sent, and which incident has it there', async () => {
    const { store } = await make();
    const { fingerprint, startsAt } = anAlert();
    await opened(store, FIRST, anAlertGroup({ groupKey: 'one' }));
    const found = { source: 'alertmanager', groupKey: ANY_GROUP };
    await opened(store, SECOND, anAlertGroup({ groupKey: 'two', alerts: [anAlert({ from: found })] }));

    const episodes = await store.episodesOf({ source: 'alertmanager', fingerprint, startsAt });
    const none = await store.episodesOf({ source: 'alertmanager', fingerprint, startsAt: '2026-03-02T11:00:00.000Z' });

    expect(episodes.map(({ groupKey, incidentId }) => [groupKey, incidentId]).sort()).toEqual([
      [ANY_GROUP, SECOND],
      ['one', FIRST],
    ]);
    expect(none).toEqual([]);
  });
};
