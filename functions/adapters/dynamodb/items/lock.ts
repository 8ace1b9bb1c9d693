import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { lockKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

/** The incident that alone may act on a target. */
export interface Lock {
  readonly target: string;
  readonly incidentId: IncidentId;
  /** Milliseconds of the newest start: whoever holds the lock later has the larger number. */
  readonly fencing: number;
}

const LockItem = itemOf('lock', shapeOf<Lock>()({ target: z.string(), incidentId: Id, fencing: z.int().min(1) }));

export const lockItem = (lock: Lock): RawItem => ({ ...lockKey(lock.target), type: 'lock', schema: SCHEMA, ...lock });

export const lockFrom = (raw: RawItem): Lock => {
  const { pk, sk, type, schema, ...lock } = parseItem(LockItem, raw);
  return lock;
};
