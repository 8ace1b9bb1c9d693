import type { IncidentId } from '../../core/domain/incident.ts';
import type { CountedName, Sample } from '../../core/domain/tally/metrics.ts';
import type { TimelineEntry } from '../../core/domain/timeline.ts';
import type { Tallies } from '../../core/ports/tallies.ts';
import { getItem } from './get-items.ts';
import { countedFrom, countedItem, samplesFrom, seriesAttribute } from './items/tally.ts';
import { timelineEntryFrom } from './items/timeline.ts';
import { countedKey, partitionOf, TALLIES, tallyKey, timelineKey } from './keys.ts';
import { getPartition, queryPages, type Table } from './table.ts';
import { type Part, put, transact } from './transact.ts';

const LAST_SEQ = 99_999_999;

const entriesAfter = async (table: Table, id: IncidentId, seq: number): Promise<readonly TimelineEntry[]> => {
  const entries: TimelineEntry[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': partitionOf(id),
      ':from': timelineKey(id, seq + 1).sk,
      ':to': timelineKey(id, LAST_SEQ).sk,
    },
    ConsistentRead: true,
  };
  for await (const page of queryPages(table, query)) entries.push(...page.map(timelineEntryFrom));
  return entries;
};

/** Adds to the series of one metric, each in an attribute of its own. */
const adding = (metric: CountedName, counts: readonly Sample<CountedName>[]): Part => ({
  role: 'tally',
  write: (TableName) => ({
    Update: {
      TableName,
      Key: tallyKey(metric),
      UpdateExpression: `SET #type = :type, #schema = :schema ADD ${counts.map((_, i) => `#s${i} :s${i}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#type': 'type',
        '#schema': 'schema',
        ...Object.fromEntries(counts.map((count, i) => [`#s${i}`, seriesAttribute(count)])),
      },
      ExpressionAttributeValues: {
        ':type': 'tally',
        ':schema': 1,
        ...Object.fromEntries(counts.map(({ value }, i) => [`:s${i}`, value])),
      },
    },
  }),
});

/** Our own numbers in the table: one item for each metric, and one for each incident that says how far it is counted. */
export const dynamoTallies = (table: Table): Tallies => ({
  uncounted: async (id, upTo) => {
    const item = await getItem(table, countedKey(id));
    const { seq, memory } = item === undefined ? { seq: 0, memory: undefined } : countedFrom(item);
    return { seq, memory, entries: seq >= upTo ? [] : await entriesAfter(table, id, seq) };
  },

  add: async (id, seen, { seq, memory }, counts) => {
    const unseen = { that: 'attribute_not_exists(pk)' };
    const same = { that: '#seq = :seen', names: { '#seq': 'seq' }, values: { ':seen': seen } };
    const metrics = [...new Set(counts.map(({ metric }) => metric))];
    const refusals = await transact(table, [
      put('meta', countedItem(id, seq, memory), seen === 0 ? unseen : same),
      ...metrics.map((metric) =>
        adding(
          metric,
          counts.filter((count) => count.metric === metric),
        ),
      ),
    ]);
    return refusals.length === 0 ? 'added' : 'conflict';
  },

  totals: async () => (await getPartition(table, TALLIES)).flatMap(samplesFrom),
});
