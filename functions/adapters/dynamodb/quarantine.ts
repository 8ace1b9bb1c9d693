import { createHash } from 'node:crypto';
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { QuarantineCount, Quarantined } from '../../core/domain/quarantine.ts';
import type { QuarantineId } from '../../core/domain/quarantine-id.ts';
import type { BodyStore } from '../../core/ports/body-store.ts';
import type { Misunderstood, Quarantine } from '../../core/ports/quarantine.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { SCHEMA } from './items/item.ts';
import { quarantineCountFrom, quarantinedBodyFrom, quarantinedFrom } from './items/quarantined.ts';
import {
  type Key,
  QUARANTINE_COUNTS,
  quarantineCountKey,
  quarantinedBodyKey,
  quarantinedKey,
  RECENT,
  RECENT_QUARANTINE,
} from './keys.ts';
import { queryPages, type RawItem, type Table } from './table.ts';

/** Since it was last seen. */
const KEPT_SECONDS = 30 * 86_400;
/** Larger bodies lie in the body store, in bytes. */
const LARGEST_IN_TABLE = 64 * 1024;
/** How many receipts one of them names. */
const MOST_RECEIPTS = 20;

const idOf = (source: string, body: Uint8Array): QuarantineId =>
  `${source}-${createHash('sha256').update(body).digest('hex')}`;

const bodyKey = (id: QuarantineId): string => `quarantine/${id}`;

const expiry = (at: string): number => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;

/** How often notifications were not understood, by source and reason. */
export const quarantineCounts = async (table: Table): Promise<readonly QuarantineCount[]> => {
  const items: RawItem[] = [];
  const query = { ...partition(QUARANTINE_COUNTS), ScanIndexForward: true };
  for await (const page of queryPages(table, query)) items.push(...page);
  return items.map(quarantineCountFrom);
};

/** What was not understood, in the table; large bodies in the body store. */
export const dynamoQuarantine = (table: Table, bodies: BodyStore): Quarantine => ({
  keep: async (notification) => {
    const id = idOf(notification.source, notification.body);
    // The body first: what is listed can be shown.
    await keepBody(table, bodies, id, notification);
    const [kept] = await Promise.all([keepQuarantined(table, id, notification), count(table, notification)]);
    return kept;
  },

  read: async (id) => {
    const [item, stored] = await Promise.all([
      getItem(table, quarantinedKey(id)),
      getItem(table, quarantinedBodyKey(id)),
    ]);
    if (item === undefined || stored === undefined) return undefined;
    const { body } = quarantinedBodyFrom(stored);
    const whole = body === 'elsewhere' ? await bodies.get(bodyKey(id)) : body;
    return whole && { quarantined: quarantinedFrom(item), body: whole };
  },

  list: async ({ source, limit }) => {
    const found: Quarantined[] = [];
    for await (const page of queryPages(table, recent(source))) {
      found.push(...page.map(quarantinedFrom));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  },

  counts: () => quarantineCounts(table),

  noteReplay: async (id, replay) => {
    await update(table, quarantinedKey(id), {
      UpdateExpression: 'SET replayed = :replay',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':replay': replay },
    });
  },
});

const partition = (name: string) => ({
  IndexName: RECENT,
  KeyConditionExpression: 'gsi1pk = :partition',
  ExpressionAttributeValues: { ':partition': name },
});

const recent = (source: string | undefined) => {
  const all = { ...partition(RECENT_QUARANTINE), ScanIndexForward: false };
  if (source === undefined) return all;
  return {
    ...all,
    FilterExpression: '#source = :source',
    ExpressionAttributeNames: { '#source': 'source' },
    ExpressionAttributeValues: { ...all.ExpressionAttributeValues, ':source': source },
  };
};

const keepBody = async (
  { client, name }: Table,
  bodies: BodyStore,
  id: QuarantineId,
  { body, at }: Misunderstood,
): Promise<void> => {
  const small = body.byteLength <= LARGEST_IN_TABLE;
  if (!small) await bodies.put(bodyKey(id), body);
  const item = { ...quarantinedBodyKey(id), type: 'quarantined_body', schema: SCHEMA, id, expiresAt: expiry(at) };
  await calling('dynamodb', () =>
    client.send(new PutCommand({ TableName: name, Item: { ...item, body: small ? body : 'elsewhere' } })),
  );
};

const update = (
  { client, name }: Table,
  key: Key,
  change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
): Promise<RawItem> =>
  calling('dynamodb', async () => {
    const { Attributes = {} } = await client.send(
      new UpdateCommand({ TableName: name, Key: key, ReturnValues: 'ALL_NEW', ...change }),
    );
    return Attributes;
  });

const NAMES = { '#type': 'type', '#schema': 'schema', '#source': 'source', '#reason': 'reason', '#count': 'count' };

const keepQuarantined = async (table: Table, id: QuarantineId, sent: Misunderstood): Promise<Quarantined> => {
  const { source, body, reason, why, at, receiptId } = sent;
  const write = (withReceipt: boolean) =>
    update(table, quarantinedKey(id), {
      UpdateExpression: [
        'SET #type = :type, #schema = :schema, gsi1pk = :recent, gsi1sk = :place, expiresAt = :expiry, id = :id',
        '#source = :source, bytes = :bytes, #reason = :reason, why = :why, headers = :headers, lastSeen = :at',
        'firstSeen = if_not_exists(firstSeen, :at)',
        ...(withReceipt ? ['receipts = list_append(if_not_exists(receipts, :none), :receipt)'] : []),
      ]
        .join(', ')
        .concat(' ADD #count :one'),
      ...(withReceipt && { ConditionExpression: 'attribute_not_exists(pk) OR size(receipts) < :most' }),
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: {
        ':type': 'quarantined',
        ':schema': SCHEMA,
        ':recent': RECENT_QUARANTINE,
        ':place': `${at}#${id}`,
        ':expiry': expiry(at),
        ':id': id,
        ':source': source,
        ':bytes': body.byteLength,
        ':reason': reason,
        ':why': why,
        ':headers': JSON.stringify(sent.headers),
        ':at': at,
        ':one': 1,
        ...(withReceipt && { ':none': [], ':receipt': [receiptId], ':most': MOST_RECEIPTS }),
      },
    });
  return quarantinedFrom(
    await write(true).catch((error: unknown) => (isFull(error) ? write(false) : Promise.reject(error))),
  );
};

const isFull = (error: unknown): boolean =>
  error instanceof ContractViolation &&
  error.cause instanceof Error &&
  error.cause.name === 'ConditionalCheckFailedException';

const count = async (table: Table, { source, reason, at }: Misunderstood): Promise<void> => {
  await update(table, quarantineCountKey(source, reason), {
    UpdateExpression:
      'SET #type = :type, #schema = :schema, gsi1pk = :counts, gsi1sk = :place, #source = :source, #reason = :reason, since = if_not_exists(since, :at) ADD #count :one',
    ExpressionAttributeNames: NAMES,
    ExpressionAttributeValues: {
      ':type': 'quarantine_count',
      ':schema': SCHEMA,
      ':counts': QUARANTINE_COUNTS,
      ':place': `${source}#${reason}`,
      ':source': source,
      ':reason': reason,
      ':at': at,
      ':one': 1,
    },
  });
};
