import { expect, it } from 'vitest';
import { type Alert, episodeOf, type GroupName } from '../../../functions/core/domain/alert.ts';
import type { Incident } from '../../../functions/core/domain/incident.ts';
import type { IncidentStore, Opening } from '../../../functions/core/ports/incident-store.ts';
import { aDraft, anAlert, anAlertGroup, anOpening } from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { FIRST, moved, opened, SECOND, THIRD } from './steps.ts';

const OTHERS: GroupName = { source: 'alertmanager', groupKey: '{}:{service="payments"}' };
const THEIRS = anAlert({ fingerprint: 'b1b2c3d4e5f60718', name: 'Api503', service: 'payments' });
const episode = (alert: Alert) => episodeOf({ ...OTHERS, alerts: [], truncated: 0 }, alert);
const ENTRIES = {
  here: aDraft({ kind: 'alert.left', reason: 'not_explained', text: 'Api503 left' }),
  there: aDraft({ kind: 'alert.joined', reason: 'not_explained', text: 'Api503 joined' }),
};

/** An incident that took in another group's alert. */
const withGuest = async (store: IncidentStore): Promise<Incident> => {
  const before = await opened(store, FIRST);
  const guest = { alert: { ...THEIRS, from: OTHERS }, episode: episode(THEIRS) };
  await store.join(before, [guest], aDraft({ kind: 'alert.joined', reason: 'neighbour' }), OTHERS);
  const after = await store.read(FIRST);
  if (after === undefined) throw new Error('the incident of this test is gone');
  return after;
};

const ofTheirOwn = (): Opening => ({
  ...anOpening(
    { id: SECOND, service: 'payments', openedFor: 'not_explained', linkedTo: FIRST },
    anAlertGroup({ ...OTHERS, alerts: [THEIRS] }),
  ),
  takenFrom: FIRST,
});

export const splitting = (make: MakeStore): void => {
  it('gives what it took in to an incident of its own, with its group and its episode', async () => {
    const { store } = await make();
    const before = await withGuest(store);

    expect(await store.split(before, ENTRIES, ofTheirOwn())).toBe('split');

    const [first, second] = await Promise.all([store.readWhole(FIRST), store.readWhole(SECOND)]);
    expect(first?.alerts.map(({ name }) => name)).toEqual(['DatabaseTimeout']);
    expect(first?.timeline.at(-1)).toMatchObject({ kind: 'alert.left', seq: before.seq + 1 });
    expect(first?.incident.swallowed).toBe(0);
    expect(second?.alerts).toEqual([THEIRS]);
    expect(second?.incident).toMatchObject({ status: 'open', linkedTo: FIRST, attempt: 1 });
    expect(await store.incidentOfEpisode(episode(THEIRS))).toBe(SECOND);
    expect(await store.openIncidentOfGroup(OTHERS.source, OTHERS.groupKey)).toBe(SECOND);
    expect(await store.openIncidentsOfServices(['payments'])).toEqual([{ service: 'payments', incidentId: SECOND }]);
  });

  it('leaves the group to its new incident when the old one ends', async () => {
    const { store } = await make();
    const before = await withGuest(store);
    await store.split(before, ENTRIES, ofTheirOwn());
    const after = await store.read(FIRST);

    if (after) await moved(store, after, 'escalated');

    expect(await store.openIncidentOfGroup(OTHERS.source, OTHERS.groupKey)).toBe(SECOND);
  });

  it('adds to what is open already', async () => {
    const { store } = await make();
    const before = await withGuest(store);
    const there = await opened(
      store,
      THIRD,
      anAlertGroup({ groupKey: 'third', alerts: [anAlert({ fingerprint: 'c' })] }),
    );
    const guest = { alert: { ...THEIRS, from: OTHERS }, episode: episode(THEIRS) };

    expect(await store.split(before, ENTRIES, { ...ofTheirOwn(), alerts: [guest] }, there)).toBe('split');

    const third = await store.readWhole(THIRD);
    expect(third?.alerts.map(({ name }) => name).sort()).toEqual(['Api503', 'DatabaseTimeout']);
    expect(third?.timeline.at(-1)?.kind).toBe('alert.joined');
    expect(await store.openIncidentOfGroup(OTHERS.source, OTHERS.groupKey)).toBe(THIRD);
    expect(await store.read(SECOND)).toBeUndefined();
  });

  it('does nothing when the incident was written since it was read', async () => {
    const { store } = await make();
    const before = await withGuest(store);
    await moved(store, before, 'diagnosing');

    expect(await store.split(before, ENTRIES, ofTheirOwn())).toBe('conflict');

    expect(await store.read(SECOND)).toBeUndefined();
    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(2);
  });

  it('happens once when two come at the same moment', async () => {
    const { store } = await make();
    const before = await withGuest(store);
    const another = { ...ofTheirOwn(), incident: { ...ofTheirOwn().incident, id: THIRD } };

    const answers = await Promise.all([
      store.split(before, ENTRIES, ofTheirOwn()),
      store.split(before, ENTRIES, another),
    ]);

    expect(answers.toSorted()).toEqual(['conflict', 'split']);
  });
};
