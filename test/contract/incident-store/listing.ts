import { expect, it } from 'vitest';
import type { Incident, IncidentId } from '../../../functions/core/domain/incident.ts';
import type { IncidentFilter, IncidentStore } from '../../../functions/core/ports/incident-store.ts';
import { sequentialIds } from '../../support/fakes/ids.ts';
import type { MakeStore } from '../incident-store.ts';
import { moved, openedAlone } from './steps.ts';

/** Opens incidents of two services in turn; every third is escalated. */
const opened = async (store: IncidentStore, count: number): Promise<readonly IncidentId[]> => {
  const ids = sequentialIds();
  const all = Array.from({ length: count }, () => ids.incident());
  for (const [n, id] of all.entries()) {
    const incident = await openedAlone(store, id, { service: n % 2 === 0 ? 'checkout' : 'orders' });
    if (n % 3 === 0) await moved(store, incident, 'escalated');
  }
  return all.toReversed();
};

const everyPage = async (store: IncidentStore, filter: IncidentFilter): Promise<readonly (readonly Incident[])[]> => {
  const pages: (readonly Incident[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...filter, cursor });
    pages.push(page.incidents);
    cursor = page.cursor;
  } while (cursor !== undefined && pages.length < 50);
  return pages;
};

export const listing = (make: MakeStore): void => {
  it('lists nothing when there is nothing', async () => {
    const { store } = await make();

    const page = await store.list({ limit: 10 });

    expect(page).toEqual({ incidents: [], cursor: undefined });
  });

  it('lists the newest first, page by page, each once', async () => {
    const { store } = await make();
    const newestFirst = await opened(store, 7);

    const pages = await everyPage(store, { limit: 3 });

    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(newestFirst);
  });

  it('gives no cursor when a page ends with the last incident', async () => {
    const { store } = await make();
    await opened(store, 4);

    const pages = await everyPage(store, { limit: 2 });

    expect(pages.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('fills a page with those that match status and service', async () => {
    const { store } = await make();
    const newestFirst = await opened(store, 13);

    const pages = await everyPage(store, { limit: 2, status: 'escalated', service: 'checkout' });

    const matching = newestFirst.filter((_, n) => (12 - n) % 6 === 0);
    expect(pages.flat().map(({ id }) => id)).toEqual(matching);
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('lists an incident as it is now', async () => {
    const { store } = await make();
    const [id] = await opened(store, 1);

    const { incidents } = await store.list({ limit: 1 });

    expect(incidents).toEqual([id && (await store.read(id))]);
    expect(incidents[0]?.status).toBe('escalated');
  });
};
