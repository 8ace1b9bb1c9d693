import * as z from 'zod';

export const Env = z.object({
  PAYMENT_PROVIDER_KEY_ID: z.string().min(1),
  /** Where the bank answers that takes the money. */
  ACQUIRER_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
