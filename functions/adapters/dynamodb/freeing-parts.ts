import type { Incident } from '../../core/domain/incident.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import { getItem } from './get-items.ts';
import { lockFrom } from './items/lock.ts';
import { openPointerFrom } from './items/open-pointer.ts';
import { type Key, lockKey, openKey } from './keys.ts';
import type { Table } from './table.ts';
import { type Condition, type Part, remove } from './transact.ts';

/** What frees the open pointer and the locks of an incident that ends: only those that name it, so that nothing of another's stands in the way. */
export const freeingParts = async (table: Table, incident: Incident, digest: Digest): Promise<readonly Part[]> => {
  const isOurs: Condition = { that: 'incidentId = :us', values: { ':us': incident.id } };
  const pointer = openKey(incident.source, incident.groupKey, digest);
  const [pointed, ...locks] = await Promise.all([
    namedByPointer(table, pointer),
    ...incident.locks.map((target) => heldLock(table, lockKey(target))),
  ]);
  return [
    ...(pointed === incident.id ? [remove('pointer', pointer, isOurs)] : []),
    ...locks.filter(({ holder }) => holder === incident.id).map(({ key }) => remove('lock', key, isOurs)),
  ];
};

const namedByPointer = async (table: Table, key: Key) => {
  const item = await getItem(table, key);
  return item && openPointerFrom(item).incidentId;
};

const heldLock = async (table: Table, key: Key) => {
  const item = await getItem(table, key);
  return { key, holder: item && lockFrom(item).incidentId };
};
