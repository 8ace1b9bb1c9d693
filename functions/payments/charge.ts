import * as z from 'zod';

/** What a shop asks: may this amount, in the currency's smallest unit, be taken for this order? */
export const Charge = z.object({
  orderId: z.string().min(1).max(64),
  amount: z.int().min(0).max(1_000_000),
  currency: z.enum(['EUR']),
});
export type Charge = z.infer<typeof Charge>;

/** The yes. A no is not needed by this shop: whoever shops here can pay. */
export interface Authorisation {
  readonly authorised: true;
  readonly authorisationId: string;
  /** The version of this Lambda that said so. */
  readonly version: string;
}
