import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Note } from '../../core/ports/note.ts';
import { calling } from '../failures.ts';
import { getItem } from './get-items.ts';
import { noteFrom, noteItem } from './items/note.ts';
import { noteKey } from './keys.ts';
import type { Table } from './table.ts';

/**
 * A note in the table: one item, written only over the version that was read. One of another shape counts as none, so
 * that a newer watch is not stopped by what an older one left: it is noted anew.
 */
export const dynamoNote = <S extends z.ZodType>(table: Table, name: string, schema: S): Note<z.output<S>> => ({
  read: async () => {
    const item = await getItem(table, noteKey(name));
    if (item === undefined) return { value: undefined, version: 0 };
    const { value, version } = noteFrom(item);
    return { value: schema.safeParse(value).data, version };
  },
  write: (value, seen) =>
    calling('dynamodb', async () => {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: noteItem(name, value, seen + 1),
            ConditionExpression: 'attribute_not_exists(pk) OR version = :seen',
            ExpressionAttributeValues: { ':seen': seen },
          }),
        );
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    }),
});
