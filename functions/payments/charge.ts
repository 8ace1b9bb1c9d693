import * as z from 'zod';

/** The houses of the bank. */
export const House = z.enum(['primary', 'standby']);
export type House = z.infer<typeof House>;

/** What a shop asks: may this amount, in the currency's smallest unit, be taken for this order? */
export const Charge = z.object({
  orderId: z.string().min(1).max(64),
  amount: z.int().min(0).max(1_000_000),
  currency: z.enum(['EUR']),
  /** The house of the bank that is to be asked. */
  house: House.default('primary'),
});
export type Charge = z.infer<typeof Charge>;

/** Which house of the bank was asked, and how long that took. */
interface Via {
  readonly upstream: House;
  readonly upstreamSeconds: number;
}

/** The answer, with the version of this Lambda that gave it. Whoever shops here can pay, so a no is our own fault or the bank's. */
export type Decision =
  | ({ readonly authorised: true; readonly authorisationId: string; readonly version: string } & Via)
  | ({ readonly authorised: false; readonly reason: 'bank_unavailable'; readonly version: string } & Via)
  | { readonly authorised: false; readonly reason: 'provider_not_configured'; readonly version: string };
