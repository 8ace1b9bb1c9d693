import * as z from 'zod';
import type { TargetLock } from '../../../core/domain/lock.ts';
import { lockKey, TARGET_LOCKS } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

const LockItem = itemOf('lock', shapeOf<TargetLock>()({ target: z.string(), incidentId: Id, fencing: z.int().min(1) }));

export const lockItem = (lock: TargetLock): RawItem => ({
  ...lockKey(lock.target),
  type: 'lock',
  schema: SCHEMA,
  gsi1pk: TARGET_LOCKS,
  gsi1sk: lock.target,
  ...lock,
});

export const lockFrom = (raw: RawItem): TargetLock => {
  const { pk, sk, type, schema, ...lock } = parseItem(LockItem, raw);
  return lock;
};
