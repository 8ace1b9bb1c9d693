import * as z from 'zod';
import {
  type Growth,
  QUARANTINE_REASONS,
  type QuarantineCount,
  type Quarantined,
} from '../../../core/domain/quarantine.ts';
import type { QuarantineId } from '../../../core/domain/quarantine-id.ts';
import type { ReceiptId } from '../../../core/domain/receipt.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, shapeOf, Texts } from './item.ts';

export const QuarantineIdText = z.custom<QuarantineId>(
  (value) => typeof value === 'string' && /^[a-z]{1,32}-[0-9a-f]{64}$/.test(value),
  'expected a quarantine id',
);

const ReceiptIdText = z.custom<ReceiptId>(
  (value) => typeof value === 'string' && value.startsWith('RCP-'),
  'expected a receipt id',
);

const Reason = z.enum(QUARANTINE_REASONS);

const QuarantinedItem = itemOf(
  'quarantined',
  shapeOf<Quarantined>()({
    id: QuarantineIdText,
    source: z.string(),
    bytes: z.int().min(0),
    reason: Reason,
    why: z.string(),
    firstSeen: z.string(),
    lastSeen: z.string(),
    count: z.int().min(1),
    receipts: z.array(ReceiptIdText),
    headers: jsonText(Texts),
    replayed: z.object({ at: z.string(), by: z.string(), receiptId: ReceiptIdText }).optional(),
  }),
);

export const quarantinedFrom = (raw: RawItem): Quarantined => {
  const { pk, sk, type, schema, ...quarantined } = parseItem(QuarantinedItem, raw);
  return quarantined;
};

/** A small body itself, or that it lies elsewhere. */
const BodyItem = itemOf('quarantined_body', {
  id: QuarantineIdText,
  body: z.union([z.instanceof(Uint8Array), z.literal('elsewhere')]),
});

export const quarantinedBodyFrom = (raw: RawItem) => {
  const { id, body } = parseItem(BodyItem, raw);
  return { id, body };
};

const CountItem = itemOf(
  'quarantine_count',
  shapeOf<QuarantineCount>()({ source: z.string(), reason: Reason, count: z.int().min(1), since: z.string() }),
);

export const quarantineCountFrom = (raw: RawItem): QuarantineCount => {
  const { pk, sk, type, schema, ...count } = parseItem(CountItem, raw);
  return count;
};

const GrowthItem = itemOf('quarantine_growth', {
  version: z.int().min(1),
  growth: jsonText(
    z.object(
      shapeOf<Growth>()({
        bodies: z.array(z.object({ id: QuarantineIdText, at: z.string() })),
        since: z.string().optional(),
        told: z.boolean(),
      }),
    ),
  ),
});

export const growthFrom = (raw: RawItem): { readonly growth: Growth; readonly version: number } => {
  const { growth, version } = parseItem(GrowthItem, raw);
  return { growth, version };
};
