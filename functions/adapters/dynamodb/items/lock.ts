import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, shapeOf } from './item.ts';

/** A target's lock; free when it names no incident. */
export interface Lock {
  readonly target: string;
  readonly incidentId?: IncidentId | undefined;
  /** Grows with every start of an action on the target, whoever holds it. */
  readonly fencing: number;
}

const LockItem = itemOf(
  'lock',
  shapeOf<Lock>()({ target: z.string(), incidentId: Id.optional(), fencing: z.int().min(1) }),
);

export const lockFrom = (raw: RawItem): Lock => {
  const { pk, sk, type, schema, ...lock } = parseItem(LockItem, raw);
  return lock;
};
