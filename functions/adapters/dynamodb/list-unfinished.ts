import { type Incident, type IncidentId, isOver } from '../../core/domain/incident.ts';
import type { HeldAlert } from '../../core/ports/incident-store.ts';
import { heldAlertFrom } from './items/alert.ts';
import { openPointerFrom } from './items/open-pointer.ts';
import { firingAlerts, OPEN_POINTERS, RECENT } from './keys.ts';
import { readIncident } from './read-incident.ts';
import { queryPages, type RawItem, type Table } from './table.ts';

/** The incidents that some group's open pointer names; the index may still have a pointer that is gone. */
export const unfinishedIncidents = async (table: Table): Promise<readonly Incident[]> => {
  const pointers = (await listed(table, OPEN_POINTERS)).map(openPointerFrom);
  const incidents = await readAll(table, pointers);
  return [...incidents.values()].filter(({ status }) => !isOver(status));
};

/** The alerts of a source that the index has as firing. */
export const firingOf = async (table: Table, source: string): Promise<readonly HeldAlert[]> => {
  const held = (await listed(table, firingAlerts(source))).map(heldAlertFrom);
  const incidents = await readAll(table, held);
  return held.flatMap(({ incidentId, alert }) => {
    const incident = incidents.get(incidentId);
    return incident === undefined ? [] : [{ incident, alert }];
  });
};

const listed = async (table: Table, partition: string): Promise<readonly RawItem[]> => {
  const items: RawItem[] = [];
  const query = {
    IndexName: RECENT,
    KeyConditionExpression: 'gsi1pk = :partition',
    ExpressionAttributeValues: { ':partition': partition },
  };
  for await (const page of queryPages(table, query)) items.push(...page);
  return items;
};

const readAll = async (
  table: Table,
  named: readonly { readonly incidentId: IncidentId }[],
): Promise<ReadonlyMap<IncidentId, Incident>> => {
  const ids = [...new Set(named.map(({ incidentId }) => incidentId))];
  const read = await Promise.all(ids.map((id) => readIncident(table, id)));
  return new Map(read.flatMap((incident) => (incident === undefined ? [] : [[incident.id, incident] as const])));
};
