import * as z from 'zod';
import { GrantView } from '../../../core/contracts/grants.ts';
import type { Grant } from '../../../core/domain/grant.ts';
import { grantKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem, SCHEMA } from './item.ts';

const MONTH = 30 * 86_400;

const GrantItem = itemOf('grant', { ...GrantView.shape, expiresAt: z.int() });

/** A grant is kept for a month after its end: actions may rest on it. */
export const grantItem = (grant: Grant): RawItem => ({
  ...grantKey(grant.id),
  type: 'grant',
  schema: SCHEMA,
  ...grant,
  expiresAt: Math.floor(Date.parse(grant.until) / 1000) + MONTH,
});

export const grantFrom = (raw: RawItem): Grant => {
  const { pk, sk, type, schema, expiresAt, ...grant } = parseItem(GrantItem, raw);
  return grant;
};
