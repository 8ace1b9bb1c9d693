import type { Incident } from '../domain/incident.ts';
import { type Instant, plusSeconds } from '../domain/time.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** How far back hand-overs are looked for. */
const WITHIN = 7 * 86_400;
const PAGE = 100;

/** Every incident that people have, of those opened within the last week. */
export const handedOver = async (store: Pick<IncidentStore, 'list'>, now: Instant): Promise<readonly Incident[]> => {
  const all: Incident[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ status: 'escalated', openedSince: plusSeconds(now, -WITHIN), limit: PAGE, cursor });
    all.push(...page.incidents);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
};
