import type { Delivery } from '../../../../functions/core/domain/delivery.ts';
import { type ChangeOf, inRecord, last, type Poison } from '../../../support/poison.ts';

/** Changes the delivery of what was handed over. */
const inDelivery = (change: ChangeOf<Delivery>) =>
  inRecord(({ deliveries }) => ({ deliveries: last(deliveries, change) }));

export const DELIVERIES_POISONS: readonly Poison[] = [
  [
    'endings-delivered',
    'an ending that Jira never heard of, and nothing says why',
    inDelivery((one) => ({ ...one, deliveredSeq: one.deliveredSeq - 1 })),
  ],
  ['deliveries-within', 'more than there is', inDelivery((one) => ({ ...one, deliveredSeq: one.deliveredSeq + 1 }))],
  [
    'deliveries-within',
    'a refusal without a reason',
    inDelivery((one) => ({ ...one, refused: [{ seq: 2, why: '' }] })),
  ],
  ['tickets-apart', 'one ticket for two incidents', inDelivery((one) => ({ ...one, refs: { key: 'SHOP-1' } }))],
];
