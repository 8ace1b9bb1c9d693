import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import { openKey } from '../keys.ts';
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
  ...openKey(pointer.source, pointer.groupKey, digest),
  type: 'open',
  schema: SCHEMA,
  ...pointer,
});

export const openPointerFrom = (raw: RawItem): OpenPointer => {
  const { pk, sk, type, schema, ...pointer } = parseItem(OpenItem, raw);
  return pointer;
};
