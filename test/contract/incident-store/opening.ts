import { expect, it } from 'vitest';
import { ANY_GROUP } from '../../../functions/core/domain/alert.ts';
import { CHAIN_START, hashOf } from '../../../functions/core/domain/timeline.ts';
import { aDraft, anAlert, anAlertGroup, anOpening, someAlerts } from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { FIRST, opened, SECOND, THIRD } from './steps.ts';

export const opening = (make: MakeStore): void => {
  it('opens an incident with its alerts, episodes and open pointer', async () => {
    const { store, clock } = await make();
    const request = anOpening({ id: FIRST });

    const answer = await store.open(request);

    const { source, groupKey } = request.incident;
    const whole = await store.readWhole(FIRST);
    expect(answer.outcome).toBe('opened');
    expect(whole?.incident).toEqual({
      ...request.incident,
      status: 'open',
      seq: 1,
      head: whole?.timeline[0]?.hash,
      attempt: 1,
      locks: [],
      updatedAt: clock().toISOString(),
    });
    expect(answer).toEqual({ outcome: 'opened', incident: whole?.incident });
    expect(await store.read(FIRST)).toEqual(whole?.incident);
    expect(whole?.alerts).toEqual([anAlert()]);
    expect(await store.openIncidentOfGroup(source, groupKey)).toBe(FIRST);
    expect(await store.incidentOfEpisode({ source, groupKey, ...anAlert() })).toBe(FIRST);
  });

  it('numbers and chains the first entries', async () => {
    const { store, digest } = await make();
    const entries = [aDraft(), aDraft({ kind: 'alert.joined', data: { names: ['a', 'b'], share: 0.1 } })] as const;

    await store.open({ ...anOpening({ id: FIRST }), entries });

    const [first, second] = (await store.readWhole(FIRST))?.timeline ?? [];
    expect(first).toMatchObject({ seq: 1, previous: CHAIN_START, kind: 'incident.opened', status: 'open' });
    expect(second).toMatchObject({ seq: 2, previous: first?.hash, data: { names: ['a', 'b'], share: 0.1 } });
    expect(second?.hash).toBe(second && hashOf(FIRST, second, digest));
  });

  it('knows no incident, group or episode that it was not given', async () => {
    const { store } = await make();

    const nothing = await Promise.all([
      store.read(FIRST),
      store.readWhole(FIRST),
      store.openIncidentOfGroup('alertmanager', 'g'),
      store.incidentOfEpisode({ source: 'alertmanager', groupKey: 'g', ...anAlert() }),
    ]);

    expect(nothing).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('refuses to open a second incident for an open group', async () => {
    const { store } = await make();
    await opened(store, FIRST);

    const answer = await store.open(anOpening({ id: SECOND }, anAlertGroup({ alerts: someAlerts(1) })));

    expect(answer).toEqual({ outcome: 'taken' });
    expect(await store.readWhole(SECOND)).toBeUndefined();
  });

  it('opens one of two that open at the same moment', async () => {
    const { store } = await make();

    const answers = await Promise.all([FIRST, SECOND].map((id) => store.open(anOpening({ id }))));

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'taken']);
  });

  const unserved = anAlert({ service: undefined });
  const sent = (groupKey: string) => anAlertGroup({ groupKey, alerts: [unserved] });
  const found = anAlertGroup({
    groupKey: 'as listed',
    alerts: [{ ...unserved, from: { source: 'alertmanager', groupKey: ANY_GROUP } }],
  });

  it.each([
    ['was sent, one that was found by looking', sent('a'), found],
    ['was found by looking, one that is sent', found, sent('a')],
  ])('takes for one that %s: without a service, in whatever group', async (_, first, second) => {
    const { store } = await make();
    await opened(store, FIRST, first, { service: undefined });

    const answer = await store.open(anOpening({ id: SECOND, service: undefined }, second));

    expect(answer).toEqual({ outcome: 'taken' });
  });

  it('opens one of two at the same moment, of which one was sent and one was found by looking', async () => {
    const { store } = await make();

    const answers = await Promise.all([
      store.open(anOpening({ id: FIRST, service: undefined }, sent('a'))),
      store.open(anOpening({ id: SECOND, service: undefined }, found)),
    ]);

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'taken']);
  });

  it('opens for both of two groups in which one firing is sent', async () => {
    const { store } = await make();
    await opened(store, FIRST, sent('a'), { service: undefined });

    const answer = await store.open(anOpening({ id: SECOND, service: undefined }, sent('b')));

    expect(answer.outcome).toBe('opened');
  });

  it('takes over what was found by looking, when it is sent again after its incident is over', async () => {
    const { store } = await make();
    const over = await opened(store, FIRST, found, { service: undefined });
    await store.commit(over, { to: 'escalated', entries: [aDraft()] });

    const answer = await store.open({ ...anOpening({ id: SECOND, service: undefined }, sent('a')), takenFrom: FIRST });

    expect(answer.outcome).toBe('opened');
  });

  it('refuses to open for an episode that another incident holds, even when that one is over', async () => {
    const { store } = await make();
    await store.commit(await opened(store, FIRST), { to: 'escalated', entries: [aDraft()] });

    const answer = await store.open(anOpening({ id: SECOND }));

    expect(answer).toEqual({ outcome: 'taken' });
  });

  it('takes episodes over from the incident that is named', async () => {
    const { store } = await make();
    await store.commit(await opened(store, FIRST), { to: 'escalated', entries: [aDraft()] });

    const answer = await store.open({ ...anOpening({ id: SECOND, linkedTo: FIRST }), takenFrom: FIRST });

    const { source, groupKey } = anAlertGroup();
    expect(answer.outcome).toBe('opened');
    expect(await store.incidentOfEpisode({ source, groupKey, ...anAlert() })).toBe(SECOND);
    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(1);
  });

  it('refuses to take episodes over from an incident that does not hold them', async () => {
    const { store } = await make();
    await store.commit(await opened(store, FIRST), { to: 'escalated', entries: [aDraft()] });

    const answer = await store.open({ ...anOpening({ id: SECOND }), takenFrom: THIRD });

    expect(answer).toEqual({ outcome: 'taken' });
  });

  it('opens for a group of five hundred alerts with one entry', async () => {
    const { store } = await make();
    const group = anAlertGroup({ alerts: someAlerts(500) });

    const answer = await store.open(anOpening({ id: FIRST }, group));

    const whole = await store.readWhole(FIRST);
    const owners = await Promise.all(group.alerts.map((alert) => store.incidentOfEpisode({ ...group, ...alert })));
    expect(answer).toEqual({ outcome: 'opened', incident: whole?.incident });
    expect(new Set(whole?.alerts.map(({ fingerprint }) => fingerprint)).size).toBe(500);
    expect(new Set(owners)).toEqual(new Set([FIRST]));
    expect(whole?.timeline).toHaveLength(1);
  });

  it('opens once for an alert that a group holds twice', async () => {
    const { store } = await make();
    const group = anAlertGroup({ alerts: [anAlert(), anAlert({ name: 'Again' })] });

    const answer = await store.open(anOpening({ id: FIRST }, group));

    expect(answer.outcome).toBe('opened');
    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(1);
  });

  it('keeps labels of any name and any script exactly', async () => {
    const { store } = await make();
    const labels = Object.fromEntries([
      ['__proto__', 'polluted'],
      ['constructor', 'x'],
      ['größe', '巨大 \u0000 🛶'],
      ['', 'unnamed'],
    ]);

    await store.open(anOpening({ id: FIRST }, anAlertGroup({ alerts: [anAlert({ labels })] })));

    const [alert] = (await store.readWhole(FIRST))?.alerts ?? [];
    expect(Object.entries(alert?.labels ?? {})).toEqual(Object.entries(labels));
  });

  it('opens for an alert of a megabyte', async () => {
    const { store } = await make();
    const annotations = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`log-${n}`, 'x'.repeat(60_000)]));

    const answer = await store.open(anOpening({ id: FIRST }, anAlertGroup({ alerts: [anAlert({ annotations })] })));

    expect(answer.outcome).toBe('opened');
    expect((await store.readWhole(FIRST))?.alerts[0]?.annotations['log-0']).toMatch(/^x{16000}/);
  });
};
