import * as z from 'zod';
import { RECEIPT_STATES, type Receipt, type ReceiptId } from '../../../core/domain/receipt.ts';
import { QUEUED_RECEIPTS, RECENT_RECEIPTS, receiptKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, ReasonText, SCHEMA, shapeOf } from './item.ts';
import { QuarantineIdText } from './quarantined.ts';

const KEPT_SECONDS = 30 * 86_400;

const ReceiptItem = itemOf(
  'receipt',
  shapeOf<Receipt>()({
    id: z.custom<ReceiptId>((value) => typeof value === 'string' && value.startsWith('RCP-'), 'expected a receipt id'),
    source: z.string(),
    state: z.enum(RECEIPT_STATES),
    receivedAt: z.string(),
    settledAt: z.string().optional(),
    incidentId: Id.optional(),
    reason: ReasonText.optional(),
    why: z.string().optional(),
    redrivenAt: z.string().optional(),
    quarantineId: QuarantineIdText.optional(),
  }),
);

export const receiptItem = (receipt: Receipt): RawItem => ({
  ...receiptKey(receipt.id),
  type: 'receipt',
  schema: SCHEMA,
  gsi1pk: receipt.state === 'queued' ? QUEUED_RECEIPTS : RECENT_RECEIPTS,
  gsi1sk: receipt.id,
  ...receipt,
  expiresAt: Math.floor(Date.parse(receipt.receivedAt) / 1000) + KEPT_SECONDS,
});

export const receiptFrom = (raw: RawItem): Receipt => {
  const { pk, sk, type, schema, ...receipt } = parseItem(ReceiptItem, raw);
  return receipt;
};
