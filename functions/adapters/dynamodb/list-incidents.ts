import { encodeTime } from 'ulid';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { Incident, IncidentId } from '../../core/domain/incident.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { IncidentFilter, IncidentStore } from '../../core/ports/incident-store.ts';
import { incidentFrom } from './items/incident.ts';
import { metaKey, RECENT, RECENT_INCIDENTS } from './keys.ts';
import { queryPages, type Table } from './table.ts';

/** Newest first, page after page until the limit is filled; one more than asked tells whether there is a next page. */
export const listIncidents = async (table: Table, filter: IncidentFilter): ReturnType<IncidentStore['list']> => {
  const found: Incident[] = [];
  for await (const page of queryPages(table, recentIncidents(filter))) {
    found.push(...page.map(incidentFrom));
    if (found.length > filter.limit) break;
  }
  const incidents = found.slice(0, filter.limit);
  const last = incidents.at(-1);
  return { incidents, cursor: last && found.length > filter.limit ? cursorOf(last.id) : undefined };
};

const recentIncidents = ({ status, service, openedSince, cursor, limit }: IncidentFilter) => {
  const filters = [...(status ? ['#status = :status'] : []), ...(service ? ['service = :service'] : [])];
  return {
    IndexName: RECENT,
    KeyConditionExpression: `gsi1pk = :incidents${openedSince ? ' AND gsi1sk >= :since' : ''}`,
    ExpressionAttributeValues: {
      ':incidents': RECENT_INCIDENTS,
      ...(openedSince && { ':since': idSince(openedSince) }),
      ...(status && { ':status': status }),
      ...(service && { ':service': service }),
    },
    ...(status && { ExpressionAttributeNames: { '#status': 'status' } }),
    ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
    ...(cursor !== undefined && { ExclusiveStartKey: placeOf(cursor) }),
    ScanIndexForward: false,
    Limit: filters.length > 0 ? 100 : limit + 1,
  };
};

/** Ids sort by time: what was opened since has at least this one. */
const idSince = (at: Instant): string => `INC-${encodeTime(Date.parse(at))}`;

const cursorOf = (id: IncidentId): string => Buffer.from(id, 'utf8').toString('base64url');

/** Where a page starts. The index key follows from the id, so a cursor cannot point into anything else. */
const placeOf = (cursor: string) => {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!isId(id))
    throw new ContractViolation('a cursor is not one that a list gave', { remedy: 'start without cursor' });
  return { ...metaKey(id), gsi1pk: RECENT_INCIDENTS, gsi1sk: id };
};

const isId = (text: string): text is IncidentId => /^INC-[0-9A-Z]{26}$/.test(text);
