import * as z from 'zod';
import { type Breaker, type Delivery, SINKS } from '../../../core/domain/delivery.ts';
import { breakerKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf, Texts } from './item.ts';

const Sink = z.enum(SINKS);

const DeliveryItem = itemOf(
  'delivery',
  shapeOf<Delivery>()({
    incidentId: Id,
    sink: Sink,
    version: z.int().min(0).default(0),
    deliveredSeq: z.int().min(0).default(0),
    wantedSeq: z.int().min(0),
    sendingSeq: z.int().optional(),
    refs: jsonText(Texts).default({}),
    refused: jsonText(z.array(z.object({ seq: z.int(), why: z.string() }))).default([]),
    failures: z.int().default(0),
    retryAt: z.string().optional(),
    why: z.string().optional(),
    leaseUntil: z.string().optional(),
  }),
);

export const deliveryFrom = (raw: RawItem): Delivery => {
  const { pk, sk, type, schema, ...delivery } = parseItem(DeliveryItem, raw);
  return delivery;
};

/** What whoever delivers writes; `wantedSeq` is the dispatcher's. */
export const deliveryAttributes = ({ wantedSeq, refs, refused, version, ...rest }: Delivery): RawItem => ({
  type: 'delivery',
  schema: SCHEMA,
  // What is absent is to be removed, so it must be named.
  ...{ sendingSeq: undefined, retryAt: undefined, why: undefined, leaseUntil: undefined },
  ...rest,
  version: version + 1,
  refs: JSON.stringify(refs),
  refused: JSON.stringify(refused),
});

const BehindItem = z.object({ incidentId: Id, sink: Sink, behindSince: z.string() });
export const behindFrom = (raw: RawItem) => {
  const { incidentId, sink, behindSince: since } = parseItem(BehindItem, raw);
  return { incidentId, sink, since };
};

const BreakerItem = itemOf(
  'breaker',
  shapeOf<Breaker>()({ sink: Sink, failures: z.int(), openUntil: z.string().optional() }),
);
export const breakerItem = (breaker: Breaker): RawItem => ({
  ...breakerKey(breaker.sink),
  type: 'breaker',
  schema: SCHEMA,
  ...breaker,
});
export const breakerFrom = (raw: RawItem): Breaker => {
  const { pk, sk, type, schema, ...breaker } = parseItem(BreakerItem, raw);
  return breaker;
};
