import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Memory } from '../../../core/domain/tally/count-entry.ts';
import { COUNTED, type CountedName, type Sample } from '../../../core/domain/tally/metrics.ts';
import { INCIDENT_STATUSES } from '../../../core/domain/transitions.ts';
import { countedKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, jsonText, parseItem, SCHEMA, Seq, shapeOf } from './item.ts';

const CountedItem = itemOf('counted', {
  incidentId: Id,
  seq: Seq,
  memory: jsonText(
    z.object(
      shapeOf<Memory>()({
        receivedAt: z.string(),
        status: z.enum(INCIDENT_STATUSES),
        runbook: z.string(),
        people: z.boolean(),
        reached: z.array(z.string()),
      }),
    ),
  ),
});

export const countedItem = (incidentId: IncidentId, seq: number, memory: Memory): RawItem => ({
  ...countedKey(incidentId),
  type: 'counted',
  schema: SCHEMA,
  incidentId,
  seq,
  memory: JSON.stringify(memory),
});

export const countedFrom = (raw: RawItem) => {
  const { incidentId, seq, memory } = parseItem(CountedItem, raw);
  return { incidentId, seq, memory };
};

const SERIES = 'n';

const isCounted = (name: string): name is CountedName => Object.hasOwn(COUNTED, name);

const Metric = z.custom<CountedName>((value) => typeof value === 'string' && isCounted(value), 'expected a metric');
const Series = z.tuple([z.literal(SERIES), z.enum(['bucket', 'sum', 'count']).nullable(), z.array(z.string())]);
const TallyItem = z.looseObject({ sk: Metric });

/** The attribute that holds one series of a metric. */
export const seriesAttribute = ({ part = undefined, labels }: Sample): string =>
  JSON.stringify([SERIES, part ?? null, labels]);

/** Every series of one metric. */
export const samplesFrom = (raw: RawItem): readonly Sample<CountedName>[] => {
  const { sk: metric, ...attributes } = parseItem(TallyItem, raw);
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (!name.startsWith('[')) return [];
    const [, part, labels] = Series.parse(JSON.parse(name));
    return [{ metric, labels, value: z.number().parse(value), ...(part !== null && { part }) }];
  });
};
