import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { within } from '../../core/domain/flapping.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import type { FlapHistory } from '../../core/ports/flap-history.ts';
import { calling } from '../failures.ts';
import { flapsFrom } from './items/flaps.ts';
import { SCHEMA } from './items/item.ts';
import { flapKey } from './keys.ts';
import type { Table } from './table.ts';

/** How much is remembered before what is too old is taken out; a set that only grew would outgrow its item. */
const MOST = 100;

/** The changes of each alert as a set in one item, to which two writers at once can add. */
export const dynamoFlapHistory = (table: Table, digest: Digest): FlapHistory => ({
  note: (alert, moments, now, windowSeconds) =>
    calling('dynamodb', async () => {
      const at = { TableName: table.name, Key: flapKey(alert, digest) };
      const { Attributes } = await table.client.send(
        new UpdateCommand({
          ...at,
          UpdateExpression: 'SET #type = :type, #schema = :schema, expiresAt = :expires ADD moments :moments',
          ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema' },
          ExpressionAttributeValues: {
            ':type': 'flaps',
            ':schema': SCHEMA,
            ':expires': Math.ceil(Date.parse(now) / 1000 + windowSeconds),
            ':moments': new Set(moments),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const remembered = flapsFrom(Attributes ?? {});
      const matters = within(remembered, now, windowSeconds);
      if (remembered.length > MOST && matters.length < remembered.length) {
        const old = new Set(remembered.filter((moment) => !matters.includes(moment)));
        await table.client.send(
          new UpdateCommand({
            ...at,
            UpdateExpression: 'DELETE moments :old',
            ExpressionAttributeValues: { ':old': old },
          }),
        );
      }
      return matters;
    }),
});
