import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { calling } from '../failures.ts';

/** The table that holds the record, and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** A stored item before it is parsed. */
export type RawItem = Record<string, unknown>;

/** The pages of a query, one by one, so that a reader can stop when it has enough. */
export async function* queryPages(
  { client, name }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<RawItem[]> {
  let from = query.ExclusiveStartKey;
  do {
    const start = from === undefined ? {} : { ExclusiveStartKey: from };
    const page = await calling('dynamodb', () =>
      client.send(new QueryCommand({ TableName: name, ...query, ...start })),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Every item under a partition key, strongly read, in the order of `sk`. */
export const getPartition = async (table: Table, pk: string): Promise<RawItem[]> => {
  const items: RawItem[] = [];
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true };
  for await (const page of queryPages(table, query)) items.push(...page);
  return items;
};
