import * as z from 'zod';
import type { Incident } from '../../../core/domain/incident.ts';
import { INCIDENT_STATUSES } from '../../../core/domain/transitions.ts';
import { metaKey, RECENT_INCIDENTS } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, ReasonText, SCHEMA, Seq, shapeOf } from './item.ts';

const IncidentItem = itemOf(
  'incident',
  shapeOf<Incident>()({
    id: Id,
    status: z.enum(INCIDENT_STATUSES),
    seq: Seq,
    head: z.string(),
    attempt: z.int().min(1),
    source: z.string(),
    groupKey: z.string(),
    service: z.string().optional(),
    title: z.string(),
    severity: z.string(),
    startsAt: z.string().optional(),
    swallowed: z.int().optional(),
    openedAt: z.string(),
    updatedAt: z.string(),
    closedAt: z.string().optional(),
    openedFor: ReasonText,
    endedFor: ReasonText.optional(),
    linkedTo: Id.optional(),
    proposedBy: z.string().optional(),
    proposedFault: z.string().optional(),
    locks: z.array(z.string()),
    flappingSince: z.string().optional(),
    toldAt: z.string().optional(),
    acknowledgedAt: z.string().optional(),
    acknowledgedBy: z.string().optional(),
  }),
);

export const incidentItem = (incident: Incident): RawItem => ({
  ...metaKey(incident.id),
  type: 'incident',
  schema: SCHEMA,
  gsi1pk: RECENT_INCIDENTS,
  gsi1sk: incident.id,
  ...incident,
});

export const incidentFrom = (raw: RawItem): Incident => {
  const { pk, sk, type, schema, ...incident } = parseItem(IncidentItem, raw);
  return incident;
};
