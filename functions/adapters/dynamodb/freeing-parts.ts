import type { Incident } from '../../core/domain/incident.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import { getItem } from './get-items.ts';
import { lockFrom } from './items/lock.ts';
import { groupFrom, openPointerFrom, servicePointerFrom } from './items/open-pointer.ts';
import { GROUPS, type Key, lockKey, openKey, openServiceKey, partitionOf } from './keys.ts';
import { queryPages, type RawItem, type Table } from './table.ts';
import { type Condition, type Part, remove, transact } from './transact.ts';

/** How many pointers of groups are freed in the transaction that ends an incident; a storm's others go just before. */
const AT_THE_END = 50;

/** What frees the open pointers and the locks of an incident that ends: only those that name it, so that nothing of another's stands in the way. */
export const freeingParts = async (table: Table, incident: Incident, digest: Digest): Promise<readonly Part[]> => {
  const isOurs: Condition = { that: 'incidentId = :us', values: { ':us': incident.id } };
  const groups = [incident, ...(await groupsTakenIn(table, incident))].map((group) => openKey(group, digest));
  const [ofGroups, ofService] = await Promise.all([
    Promise.all(groups.map((key) => holderOf(table, key, (item) => openPointerFrom(item).incidentId))),
    incident.service === undefined
      ? []
      : [
          await holderOf(
            table,
            openServiceKey(incident.service, digest),
            (item) => servicePointerFrom(item).incidentId,
          ),
        ],
  ]);
  const ours = ({ holder }: Held): boolean => holder === incident.id;
  const pointers = [...ofService, ...ofGroups].filter(ours).map(({ key }) => remove('pointer', key, isOurs));
  await freeBefore(table, pointers.slice(AT_THE_END));
  return [...pointers.slice(0, AT_THE_END), ...(await lockFreeingParts(table, incident))];
};

/** What frees only the locks of an incident. */
export const lockFreeingParts = async (table: Table, { id, locks }: Incident): Promise<readonly Part[]> => {
  const held = await Promise.all(
    locks.map((target) => holderOf(table, lockKey(target), (item) => lockFrom(item).incidentId)),
  );
  const isOurs: Condition = { that: 'incidentId = :us', values: { ':us': id } };
  return held.filter(({ holder }) => holder === id).map(({ key }) => remove('lock', key, isOurs));
};

/**
 * A transaction would not hold them all. Should ours then not end, those groups have no pointer: what is new in them
 * is correlated anew, and nothing is lost.
 */
const freeBefore = async (table: Table, pointers: readonly Part[]): Promise<void> => {
  for (let start = 0; start < pointers.length; start += AT_THE_END)
    await transact(table, pointers.slice(start, start + AT_THE_END));
};

const groupsTakenIn = async (table: Table, { id, swallowed }: Incident) => {
  if (swallowed === undefined) return [];
  const items: RawItem[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :groups)',
    ExpressionAttributeValues: { ':pk': partitionOf(id), ':groups': GROUPS },
    ConsistentRead: true,
  };
  for await (const page of queryPages(table, query)) items.push(...page);
  return items.map(groupFrom);
};

interface Held {
  readonly key: Key;
  readonly holder: string | undefined;
}

const holderOf = async (table: Table, key: Key, read: (item: RawItem) => string): Promise<Held> => {
  const item = await getItem(table, key);
  return { key, holder: item && read(item) };
};
