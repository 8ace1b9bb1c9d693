import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { auditStack } from '../../cli/audit.ts';
import { readStack } from '../../cli/stack.ts';
import { timelineEntryFrom, timelineItem } from '../../functions/adapters/dynamodb/items/timeline.ts';
import { metaKey, partitionOf, timelineKey } from '../../functions/adapters/dynamodb/keys.ts';
import type { Audited } from '../../functions/core/domain/audit.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { TimelineEntry } from '../../functions/core/domain/timeline.ts';
import { emulated } from './record.ts';
import type { Stage } from './scenario.ts';
import { TAMPERED, TAMPERINGS, type Tampering } from './tampering.ts';

type Timeline = readonly TimelineEntry[];

/** What the table holds of a timeline, as whoever may write the table writes it. */
const forger = (table: DynamoDBDocumentClient, TableName: string, id: IncidentId) => ({
  read: async (): Promise<Timeline> => {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :timeline)',
        ExpressionAttributeValues: { ':pk': partitionOf(id), ':timeline': 'TIMELINE#' },
        ConsistentRead: true,
      }),
    );
    return Items.map(timelineEntryFrom);
  },
  write: async (before: Timeline, entries: Timeline): Promise<void> => {
    for (const { seq } of before) await table.send(new DeleteCommand({ TableName, Key: timelineKey(id, seq) }));
    for (const entry of entries) await table.send(new PutCommand({ TableName, Item: timelineItem(id, entry) }));
    const last = entries.at(-1);
    const UpdateExpression = 'SET head = :head, seq = :seq';
    const ExpressionAttributeValues = { ':head': last?.hash ?? '', ':seq': last?.seq ?? 0 };
    await table.send(new UpdateCommand({ TableName, Key: metaKey(id), UpdateExpression, ExpressionAttributeValues }));
  },
});

const lacksOf = ({ how, foundBy }: Tampering, breach: Audited['breach']): readonly string[] => {
  if (breach?.seq !== TAMPERED)
    return [`entry ${TAMPERED} was ${how}, and is not named: ${breach?.seq ?? 'nothing'} is`];
  const by = breach.what.includes('anchor') ? 'anchor' : 'chain';
  return by === foundBy ? [] : [`entry ${TAMPERED} was ${how}, and is found by its ${by} instead of its ${foundBy}`];
};

/** The end is anchored by the outbox, soon after it was written. */
const ANCHOR_PATIENCE_MS = 30_000;

/**
 * Tampers with a closed incident's timeline as whoever may write the table could: carelessly, then with every hash made
 * anew. All must be found, the entry be named, and what was intact be intact again afterwards.
 */
export const tamper = async ({ home, outputs }: Stage, id: IncidentId): Promise<readonly string[]> => {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(emulated(outputs.endpointUrl)));
  const { read, write } = forger(table, outputs.tableName, id);
  const stack = readStack({ ...process.env, SELFRIGHT_HOME: home });
  const audited = async (): Promise<Audited | undefined> => (await auditStack(stack, id)).audited[0];
  const wants = (what: string, ok: boolean): readonly string[] => (ok ? [] : [what]);
  try {
    const anchorUntil = Date.now() + ANCHOR_PATIENCE_MS;
    let [timeline, before] = [await read(), await audited()];
    while (before?.anchor?.seq !== timeline.length && Date.now() < anchorUntil) {
      await delay(500);
      [timeline, before] = [await read(), await audited()];
    }
    const lacks: string[] = [];
    for (const tampering of TAMPERINGS) {
      const forged = tampering.forge(id, timeline);
      await write(timeline, forged);
      lacks.push(...lacksOf(tampering, (await audited())?.breach));
      await write(forged, timeline);
    }
    const after = await audited();
    return [
      ...wants('it is not intact before anybody touched it', before !== undefined && before.breach === undefined),
      ...wants('its end is not anchored', before?.anchor?.seq === timeline.length),
      ...lacks,
      ...wants('it is not intact after it was put back', after !== undefined && after.breach === undefined),
    ];
  } finally {
    table.destroy();
  }
};
