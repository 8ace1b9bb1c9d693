import { expect, it } from 'vitest';
import { episodeOf } from '../../../functions/core/domain/alert.ts';
import { aDraft, anAlert, anAlertGroup, someAlerts } from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { FIRST, moved, opened } from './steps.ts';

const group = anAlertGroup();
const withEpisode = (alert = anAlert()) => ({ alert, episode: episodeOf(group, alert) });
const JOINED = aDraft({ kind: 'alert.joined', reason: 'same_group', text: 'more alerts joined' });
const RESOLVED = aDraft({ kind: 'alert.resolved', reason: undefined, text: 'alerts resolved' });

export const joining = (make: MakeStore): void => {
  it('joins alerts with their episodes and one entry', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    const more = someAlerts(3).map(withEpisode);

    const answer = await store.join(before, more, JOINED);

    const whole = await store.readWhole(FIRST);
    expect(answer).toBe('joined');
    expect(whole?.alerts).toHaveLength(4);
    expect(whole?.timeline.map(({ kind }) => kind)).toEqual(['incident.opened', 'alert.joined']);
    expect(whole?.incident.seq).toBe(2);
    expect(more[0] && (await store.incidentOfEpisode(more[0].episode))).toBe(FIRST);
  });

  it('joins a hundred alerts at once', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);

    const answer = await store.join(before, someAlerts(100).map(withEpisode), JOINED);

    const whole = await store.readWhole(FIRST);
    expect(answer).toBe('joined');
    expect(whole?.alerts).toHaveLength(101);
    expect(whole?.timeline).toHaveLength(2);
  });

  it('refuses to join when the incident was written since it was read', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    await moved(store, before, 'diagnosing');

    const answer = await store.join(before, someAlerts(1).map(withEpisode), JOINED);

    expect(answer).toBe('conflict');
    expect((await store.readWhole(FIRST))?.alerts).toHaveLength(1);
  });

  it('refuses to join an episode that is taken', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);

    const answer = await store.join(before, [withEpisode()], JOINED);

    expect(answer).toBe('conflict');
    expect((await store.read(FIRST))?.seq).toBe(1);
  });

  it('lets one of two join the same episode', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    const more = someAlerts(1).map(withEpisode);

    const answers = await Promise.all([store.join(before, more, JOINED), store.join(before, more, JOINED)]);

    expect(answers.sort()).toEqual(['conflict', 'joined']);
  });

  it('records that alerts resolved', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    const over = anAlert({ status: 'resolved', endsAt: '2026-03-02T10:05:00.000Z' });

    const answer = await store.resolveAlerts(before, [over], RESOLVED);

    const whole = await store.readWhole(FIRST);
    expect(answer).toBe('recorded');
    expect(whole?.alerts).toEqual([over]);
    expect(whole?.timeline.at(-1)?.kind).toBe('alert.resolved');
  });

  it('records five hundred resolved alerts with one entry', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST, anAlertGroup({ alerts: someAlerts(500) }));

    const answer = await store.resolveAlerts(before, someAlerts(500, { status: 'resolved' }), RESOLVED);

    const whole = await store.readWhole(FIRST);
    expect(answer).toBe('recorded');
    expect(whole?.alerts.filter(({ status }) => status === 'resolved')).toHaveLength(500);
    expect(whole?.timeline).toHaveLength(2);
  });

  it('records resolved alerts on an incident that has ended, which stays ended', async () => {
    const { store } = await make();
    const before = await moved(store, await opened(store, FIRST), 'escalated', 'closed');

    const answer = await store.resolveAlerts(before, [anAlert({ status: 'resolved' })], RESOLVED);

    expect(answer).toBe('recorded');
    expect(await store.read(FIRST)).toMatchObject({ status: 'closed', seq: before.seq + 1 });
  });

  it('refuses to record on an incident that was written since it was read', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    await moved(store, before, 'diagnosing');

    const answer = await store.resolveAlerts(before, [anAlert({ status: 'resolved' })], RESOLVED);

    expect(answer).toBe('conflict');
    expect((await store.readWhole(FIRST))?.alerts[0]?.status).toBe('firing');
  });
};
