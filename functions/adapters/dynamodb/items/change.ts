import * as z from 'zod';
import { CHANGE_KINDS, type ReportedChange } from '../../../core/domain/reported-change.ts';
import { changeKey, RECENT_CHANGES } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

const QUARTER = 90 * 86_400;

const ChangeItem = itemOf('change', {
  ...shapeOf<ReportedChange>()({
    id: z.templateLiteral(['CHG-', z.string()]),
    service: z.string(),
    kind: z.enum(CHANGE_KINDS),
    at: z.string(),
    summary: z.string(),
    by: z.string(),
    reportedAt: z.string(),
  }),
  gsi1pk: z.string(),
  gsi1sk: z.string(),
  expiresAt: z.int(),
});

/** Listed by when it was made; kept for three months. */
export const changeItem = (change: ReportedChange): RawItem => ({
  ...changeKey(change.id),
  type: 'change',
  schema: SCHEMA,
  gsi1pk: RECENT_CHANGES,
  gsi1sk: `${change.at}#${change.id}`,
  ...change,
  expiresAt: Math.floor(Date.parse(change.reportedAt) / 1000) + QUARTER,
});

export const changeFrom = (raw: RawItem): ReportedChange => {
  const { pk, sk, type, schema, gsi1pk, gsi1sk, expiresAt, ...change } = parseItem(ChangeItem, raw);
  return change;
};
