import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { TIMELINE_KINDS, type TimelineEntry } from '../../../core/domain/timeline.ts';
import { INCIDENT_STATUSES } from '../../../core/domain/transitions.ts';
import { timelineKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { AnyJsonObject, Id, itemOf, jsonText, parseItem, ReasonText, SCHEMA, Seq, shapeOf } from './item.ts';

const TimelineItem = itemOf('timeline', {
  incidentId: Id,
  ...shapeOf<TimelineEntry>()({
    seq: Seq,
    at: z.string(),
    kind: z.enum(TIMELINE_KINDS),
    actor: z.string(),
    reason: ReasonText.optional(),
    text: z.string(),
    status: z.enum(INCIDENT_STATUSES),
    data: jsonText(AnyJsonObject),
    previous: z.string(),
    hash: z.string(),
  }),
});

export const timelineItem = (id: IncidentId, entry: TimelineEntry): RawItem => ({
  ...timelineKey(id, entry.seq),
  type: 'timeline',
  schema: SCHEMA,
  incidentId: id,
  ...entry,
  data: JSON.stringify(entry.data),
});

export const timelineEntryFrom = (raw: RawItem): TimelineEntry => {
  const { pk, sk, type, schema, incidentId, ...entry } = parseItem(TimelineItem, raw);
  return entry;
};
