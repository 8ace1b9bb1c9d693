import * as z from 'zod';
import type { Alert } from '../../../core/domain/alert.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import { fitted } from '../fitted.ts';
import { alertItemKey, firingAlerts } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf, Texts } from './item.ts';

const AlertItem = itemOf('alert', {
  incidentId: Id,
  ...shapeOf<Alert>()({
    fingerprint: z.string(),
    status: z.enum(['firing', 'resolved']),
    name: z.string(),
    service: z.string().optional(),
    severity: z.string().optional(),
    labels: jsonText(Texts),
    annotations: jsonText(Texts),
    startsAt: z.string(),
    endsAt: z.string().optional(),
    firingKey: z.string().optional(),
    from: z.object({ source: z.string(), groupKey: z.string() }).optional(),
  }),
});

/** The item of an alert of a source, cut to fit; its key is made of the alert as it came. While it fires, the index lists it. */
export const alertItem = (id: IncidentId, alert: Alert, source: string, digest: Digest): RawItem => {
  const { labels, annotations, ...rest } = fitted(alert);
  return {
    ...alertItemKey(id, alert, digest),
    type: 'alert',
    schema: SCHEMA,
    incidentId: id,
    ...(alert.status === 'firing' && { gsi1pk: firingAlerts(source), gsi1sk: id }),
    ...rest,
    labels: JSON.stringify(labels),
    annotations: JSON.stringify(annotations),
  };
};

export const alertFrom = (raw: RawItem): Alert => heldAlertFrom(raw).alert;

/** An alert, and the incident that holds it. */
export const heldAlertFrom = (raw: RawItem): { readonly incidentId: IncidentId; readonly alert: Alert } => {
  const { pk, sk, type, schema, incidentId, ...alert } = parseItem(AlertItem, raw);
  return { incidentId, alert };
};
