import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { auditStack } from '../../cli/audit.ts';
import { readStack } from '../../cli/stack.ts';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import { timelineEntryFrom, timelineItem } from '../../functions/adapters/dynamodb/items/timeline.ts';
import { metaKey, partitionOf } from '../../functions/adapters/dynamodb/keys.ts';
import type { Audited } from '../../functions/core/domain/audit.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import { hashOf, type TimelineEntry } from '../../functions/core/domain/timeline.ts';
import { emulated } from './record.ts';
import type { Stage } from './scenario.ts';

/** The entry that is tampered with: past the opening, before the end. */
const TAMPERED = 3;
const LIE = 'Nothing was done.';

/** The same story with one lie in it, and every hash behind it made anew. */
const rewritten = (id: IncidentId, timeline: readonly TimelineEntry[]): readonly TimelineEntry[] => {
  let previous = timeline[TAMPERED - 2]?.hash ?? '';
  return timeline.slice(TAMPERED - 1).map((entry, i) => {
    const told = { ...entry, previous, ...(i === 0 && { text: LIE }) };
    previous = hashOf(id, told, sha256);
    return { ...told, hash: previous };
  });
};

/**
 * Tampers with a closed incident's timeline as whoever may write the table could: carelessly, then with every hash made
 * anew. Both must be found, the entry be named, and what was intact be intact again afterwards.
 */
export const tamper = async ({ home, outputs }: Stage, id: IncidentId): Promise<readonly string[]> => {
  const { endpointUrl, tableName: TableName } = outputs;
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(emulated(endpointUrl)));
  const stack = readStack({ ...process.env, SELFRIGHT_HOME: home });
  const audited = async (): Promise<Audited | undefined> => (await auditStack(stack, id)).audited[0];
  const write = async (entries: readonly TimelineEntry[]): Promise<void> => {
    for (const entry of entries) await table.send(new PutCommand({ TableName, Item: timelineItem(id, entry) }));
    const UpdateExpression = 'SET head = :head';
    const ExpressionAttributeValues = { ':head': entries.at(-1)?.hash ?? '' };
    await table.send(new UpdateCommand({ TableName, Key: metaKey(id), UpdateExpression, ExpressionAttributeValues }));
  };
  const wants = (what: string, ok: boolean): readonly string[] => (ok ? [] : [what]);
  try {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :timeline)',
        ExpressionAttributeValues: { ':pk': partitionOf(id), ':timeline': 'TIMELINE#' },
        ConsistentRead: true,
      }),
    );
    const timeline = Items.map(timelineEntryFrom);
    const before = await audited();
    await write(timeline.map((entry) => (entry.seq === TAMPERED ? { ...entry, text: LIE } : entry)));
    const careless = await audited();
    await write([...timeline.slice(0, TAMPERED - 1), ...rewritten(id, timeline)]);
    const careful = await audited();
    await write(timeline);
    const after = await audited();
    return [
      ...wants('it is not intact before anybody touched it', before !== undefined && before.breach === undefined),
      ...wants('its end is not anchored', before?.anchor?.seq === timeline.length),
      ...wants('an edited entry is not named', careless?.breach?.seq === TAMPERED),
      ...wants('a rewritten chain is not found by its anchors', careful?.breach?.what.includes('anchor') === true),
      ...wants('a rewritten chain is not named by its first entry', careful?.breach?.seq === TAMPERED),
      ...wants('it is not intact after it was put back', after !== undefined && after.breach === undefined),
    ];
  } finally {
    table.destroy();
  }
};
