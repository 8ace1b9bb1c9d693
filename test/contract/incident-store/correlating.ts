import { expect, it } from 'vitest';
import type { Alert } from '../../../functions/core/domain/alert.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import { aDraft, anAlert, anAlertGroup, anOpening, someAlerts } from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { committed, FIRST, moved, openedAlone, SECOND, THIRD } from './steps.ts';

const NEIGHBOUR = { source: 'alertmanager', groupKey: '{}:{service="payments"}' };
const JOINED = aDraft({ kind: 'alert.joined', reason: 'neighbour', text: 'joined because checkout calls payments' });

/** An alert of the neighbour's group, as an incident of another group holds it. */
const theirs = (part: Partial<Alert> = {}) => {
  const alert = anAlert({ service: 'payments', from: NEIGHBOUR, ...part });
  return { alert, episode: { ...NEIGHBOUR, fingerprint: alert.fingerprint, startsAt: alert.startsAt } };
};

const alone = (id: IncidentId, service: string, around?: { service: string; incidentId: IncidentId | undefined }[]) => {
  const group = anAlertGroup({ groupKey: id, alerts: [anAlert({ fingerprint: id })] });
  return { ...anOpening({ id, service }, group), around };
};

const none = (service: string) => ({ service, incidentId: undefined });

export const correlating = (make: MakeStore): void => {
  it('tells the newest open incident of each service, and of which there is none', async () => {
    const { store } = await make();
    await openedAlone(store, FIRST, { service: 'checkout' });
    await openedAlone(store, SECOND, { service: 'payments' });
    await openedAlone(store, THIRD, { service: 'checkout' });

    expect(await store.openIncidentsOfServices(['payments', 'checkout', 'edge'])).toEqual([
      { service: 'payments', incidentId: SECOND },
      { service: 'checkout', incidentId: THIRD },
      none('edge'),
    ]);
  });

  it('tells services apart whatever they are called', async () => {
    const { store } = await make();
    const long = 'x'.repeat(60_000);
    await openedAlone(store, FIRST, { service: `${long}a` });
    await openedAlone(store, SECOND, { service: '__proto__' });

    expect(await store.openIncidentsOfServices([`${long}b`, `${long}a`, '__proto__'])).toMatchObject([
      { incidentId: undefined },
      { incidentId: FIRST },
      { incidentId: SECOND },
    ]);
  });

  it('opens while everything around it is as it was seen', async () => {
    const { store } = await make();
    await openedAlone(store, FIRST, { service: 'edge' });
    const around = [none('checkout'), { service: 'edge', incidentId: FIRST }, none('payments')];

    expect((await store.open(alone(SECOND, 'checkout', around))).outcome).toBe('opened');
    expect(await store.openIncidentsOfServices(['checkout'])).toEqual([{ service: 'checkout', incidentId: SECOND }]);
  });

  it.each([
    ['a neighbour opened one', [none('checkout'), none('payments')], 'payments'],
    ['another group of its service opened one', [none('checkout')], 'checkout'],
    ['the one that it saw has ended', [none('checkout'), { service: 'payments', incidentId: THIRD }], 'edge'],
  ])('refuses to open when meanwhile %s', async (_, around, service) => {
    const { store } = await make();
    await openedAlone(store, FIRST, { service });

    expect(await store.open(alone(SECOND, 'checkout', around))).toEqual({ outcome: 'taken' });
    expect(await store.read(SECOND)).toBeUndefined();
  });

  it('opens one of two neighbours that open at the same moment', async () => {
    const { store } = await make();

    const answers = await Promise.all([
      store.open(alone(FIRST, 'checkout', [none('checkout'), none('payments')])),
      store.open(alone(SECOND, 'payments', [none('payments'), none('checkout')])),
    ]);

    expect(answers.filter(({ outcome }) => outcome === 'opened').length).toBeLessThanOrEqual(1);
  });

  it('opens beside more neighbours than one transaction could look at', async () => {
    const { store } = await make();
    const around = Array.from({ length: 150 }, (_, n) => none(`service-${n}`));
    const group = anAlertGroup({ alerts: someAlerts(60) });

    const answer = await store.open({ ...anOpening({ id: FIRST, service: 'database' }, group), around });

    expect(answer.outcome).toBe('opened');
    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(60);
  });

  it('takes in another group: its alerts, its pointer and how many they are', async () => {
    const { store } = await make();
    const before = await openedAlone(store, FIRST);

    const answer = await store.join(before, [theirs(), theirs({ fingerprint: 'b' })], JOINED, NEIGHBOUR);

    const whole = await store.readWhole(FIRST);
    expect(answer).toBe('joined');
    expect(await store.openIncidentOfGroup(NEIGHBOUR.source, NEIGHBOUR.groupKey)).toBe(FIRST);
    expect(await store.incidentOfEpisode(theirs().episode)).toBe(FIRST);
    expect(whole?.incident.swallowed).toBe(2);
    expect(whole?.alerts.filter(({ from }) => from !== undefined)).toHaveLength(2);
    expect(whole?.alerts).toContainEqual(theirs().alert);
  });

  it('keeps the same alert of two groups apart', async () => {
    const { store } = await make();
    const before = await openedAlone(store, FIRST);
    const same = theirs({ fingerprint: FIRST });

    await store.join(before, [same], JOINED, NEIGHBOUR);

    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(2);
  });

  it('refuses to take in a group that has an open incident', async () => {
    const { store } = await make();
    const before = await openedAlone(store, FIRST);
    const other = await openedAlone(store, SECOND);

    const answer = await store.join(before, [theirs()], JOINED, { source: other.source, groupKey: other.groupKey });

    expect(answer).toBe('conflict');
    expect((await store.read(FIRST))?.seq).toBe(before.seq);
  });

  it('lets one of two incidents take a group in', async () => {
    const { store } = await make();
    const both = [await openedAlone(store, FIRST), await openedAlone(store, SECOND)];

    const answers = await Promise.all(both.map((before) => store.join(before, [theirs()], JOINED, NEIGHBOUR)));

    expect(answers.filter((answer) => answer === 'joined').length).toBeLessThanOrEqual(1);
  });

  it('frees the pointers of its service and of every group that it took in, when it ends', async () => {
    const { store } = await make();
    let incident = await openedAlone(store, FIRST);
    const groups = Array.from({ length: 70 }, (_, n) => ({ source: 'alertmanager', groupKey: `taken-in-${n}` }));
    for (const [n, group] of groups.entries()) {
      const { alert } = theirs({ fingerprint: `f${n}`, from: group });
      await store.join(incident, [{ alert, episode: { ...theirs().episode, ...group } }], JOINED, group);
      incident = (await store.read(FIRST)) ?? incident;
    }

    await committed(store, incident, { to: 'escalated', entries: [aDraft()] });

    const left = await Promise.all(groups.map(({ source, groupKey }) => store.openIncidentOfGroup(source, groupKey)));
    expect(new Set(left)).toEqual(new Set([undefined]));
    expect(await store.openIncidentsOfServices(['checkout'])).toEqual([none('checkout')]);
  });

  it("leaves a newer incident's pointer of the service alone when it ends", async () => {
    const { store } = await make();
    const older = await openedAlone(store, FIRST);
    await openedAlone(store, SECOND);

    await moved(store, older, 'escalated');

    expect(await store.openIncidentsOfServices(['checkout'])).toEqual([{ service: 'checkout', incidentId: SECOND }]);
  });
};
