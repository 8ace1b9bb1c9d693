import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Delivery, noDelivery, type SinkName } from '../../core/domain/delivery.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { Behind, Deliveries } from '../../core/ports/deliveries.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { behindFrom, breakerFrom, breakerItem, deliveryAttributes, deliveryFrom } from './items/delivery.ts';
import { SCHEMA } from './items/item.ts';
import { BEHIND, breakerKey, deliveriesOf, deliveryKey, RECENT } from './keys.ts';
import { getPartition, queryPages, type RawItem, type Table } from './table.ts';

/** Deliveries in the table: one item per incident and sink, updated in part, since two kinds of writers share it. */
export const dynamoDeliveries = (table: Table): Deliveries => {
  const read = async (id: IncidentId, sink: SinkName): Promise<Delivery> => {
    const item = await getItem(table, deliveryKey(id, sink));
    return item === undefined ? noDelivery(id, sink) : deliveryFrom(item);
  };

  const wantOne = (id: IncidentId, sink: SinkName, seq: number, at: Instant): Promise<void> =>
    unlessConditionFails(async () => {
      const set = {
        ...{ type: 'delivery', schema: SCHEMA, incidentId: id, sink, wantedSeq: seq },
        ...{ gsi1pk: BEHIND, gsi1sk: `${at}#${id}#${sink}`, behindSince: at },
      };
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: deliveryKey(id, sink),
          ...setting(set),
          ConditionExpression: 'attribute_not_exists(#wantedSeq) OR #wantedSeq < :wantedSeq',
        }),
      );
    }).then(() => undefined);

  return {
    read,
    want: async (id, sinks, seq, at) => {
      await Promise.all(sinks.map((sink) => wantOne(id, sink, seq, at)));
    },
    save: async (delivery) => {
      const caughtUp = delivery.leaseUntil === undefined && delivery.deliveredSeq >= delivery.wantedSeq;
      const update = setting(deliveryAttributes(delivery), caughtUp ? ['gsi1pk', 'gsi1sk', 'behindSince'] : []);
      const unwritten = 'attribute_not_exists(#version)';
      const same = delivery.version === 0 ? `(${unwritten} OR #version = :before)` : '#version = :before';
      const noMore = caughtUp ? ' AND (attribute_not_exists(#wantedSeq) OR #wantedSeq = :wanted)' : '';
      const written = await unlessConditionFails(() =>
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: deliveryKey(delivery.incidentId, delivery.sink),
            UpdateExpression: update.UpdateExpression,
            ConditionExpression: `${same}${noMore}`,
            ExpressionAttributeNames: {
              ...update.ExpressionAttributeNames,
              ...(caughtUp && { '#wantedSeq': 'wantedSeq' }),
            },
            ExpressionAttributeValues: {
              ...update.ExpressionAttributeValues,
              ':before': delivery.version,
              ...(caughtUp && { ':wanted': delivery.wantedSeq }),
            },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      if (written === 'failed') return 'conflict';
      return deliveryFrom({ wantedSeq: delivery.wantedSeq, ...written.Attributes });
    },
    of: async (id) => (await getPartition(table, deliveriesOf(id))).map(deliveryFrom),
    behind: async (limit) => {
      const found: Behind[] = [];
      const query = {
        IndexName: RECENT,
        KeyConditionExpression: 'gsi1pk = :behind',
        ExpressionAttributeValues: { ':behind': BEHIND },
        Limit: limit,
      };
      for await (const page of queryPages(table, query)) {
        found.push(...page.map(behindFrom));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    breaker: async (sink) => {
      const item = await getItem(table, breakerKey(sink));
      return item === undefined ? { sink, failures: 0 } : breakerFrom(item);
    },
    saveBreaker: (breaker) =>
      calling('dynamodb', async () => {
        await table.client.send(new PutCommand({ TableName: table.name, Item: breakerItem(breaker) }));
      }),
  };
};

/** An update that sets these attributes and removes those that are undefined, and the ones named. */
const setting = (attributes: RawItem, alsoRemove: readonly string[] = []) => {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const removed = [
    ...Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [name] : [])),
    ...alsoRemove,
  ];
  const remove = removed.length === 0 ? '' : ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}`;
  return {
    UpdateExpression: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}${remove}`,
    ExpressionAttributeNames: Object.fromEntries(
      [...given.map(([name]) => name), ...removed].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
  };
};

const unlessConditionFails = <T>(write: () => Promise<T>): Promise<T | 'failed'> =>
  calling('dynamodb', async () => {
    try {
      return await write();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'failed' as const;
      throw error;
    }
  });
