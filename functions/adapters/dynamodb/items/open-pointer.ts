import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import { groupItemKey, OPEN_POINTERS, openKey, openServiceKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

/** The incident that is open for a source's group. */
export interface OpenPointer {
  readonly source: string;
  readonly groupKey: string;
  readonly incidentId: IncidentId;
}

const OpenItem = itemOf('open', shapeOf<OpenPointer>()({ incidentId: Id, source: z.string(), groupKey: z.string() }));

export const openPointerItem = (pointer: OpenPointer, digest: Digest): RawItem => ({
  ...openKey(pointer, digest),
  type: 'open',
  schema: SCHEMA,
  gsi1pk: OPEN_POINTERS,
  gsi1sk: pointer.incidentId,
  ...pointer,
});

export const openPointerFrom = (raw: RawItem): OpenPointer => {
  const { pk, sk, type, schema, ...pointer } = parseItem(OpenItem, raw);
  return pointer;
};

/** The newest incident that is open for a service. */
export interface ServicePointer {
  readonly service: string;
  readonly incidentId: IncidentId;
}

const ServiceItem = itemOf('open_service', shapeOf<ServicePointer>()({ incidentId: Id, service: z.string() }));

/** Only what a hash stands for is long; a name is kept so far as it can be told from others. */
const NAME_LIMIT = 1024;

export const servicePointerItem = ({ service, incidentId }: ServicePointer, digest: Digest): RawItem => ({
  ...openServiceKey(service, digest),
  type: 'open_service',
  schema: SCHEMA,
  service: service.slice(0, NAME_LIMIT).toWellFormed(),
  incidentId,
});

export const servicePointerFrom = (raw: RawItem): ServicePointer => {
  const { pk, sk, type, schema, ...pointer } = parseItem(ServiceItem, raw);
  return pointer;
};

/** A group that an incident took in: under the incident, so that its pointer is found when the incident ends. */
const GroupItem = itemOf('group', shapeOf<OpenPointer>()({ incidentId: Id, source: z.string(), groupKey: z.string() }));

export const groupItem = (pointer: OpenPointer, digest: Digest): RawItem => ({
  ...groupItemKey(pointer.incidentId, pointer, digest),
  type: 'group',
  schema: SCHEMA,
  ...pointer,
});

export const groupFrom = (raw: RawItem): OpenPointer => {
  const { pk, sk, type, schema, ...group } = parseItem(GroupItem, raw);
  return group;
};
