import { IncidentShape } from '../../../core/contracts/incident-parts.ts';
import type { Incident } from '../../../core/domain/incident.ts';
import { metaKey, RECENT_INCIDENTS } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem, SCHEMA } from './item.ts';

const IncidentItem = itemOf('incident', IncidentShape.shape);

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
