import * as z from 'zod';
import type { Brake } from '../../../core/domain/brake.ts';
import { brakeKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

const BrakeItem = itemOf(
  'brake',
  shapeOf<Brake>()({
    scope: z.string(),
    engaged: z.boolean(),
    by: z.string(),
    reason: z.string(),
    at: z.string(),
  }),
);

export const brakeItem = (brake: Brake): RawItem => ({
  ...brakeKey(brake.scope),
  type: 'brake',
  schema: SCHEMA,
  ...brake,
});

export const brakeFrom = (raw: RawItem): Brake => {
  const { pk, sk, type, schema, ...brake } = parseItem(BrakeItem, raw);
  return brake;
};
