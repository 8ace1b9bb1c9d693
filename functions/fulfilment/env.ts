import * as z from 'zod';

export const Env = z.object({
  /** The shop's front door, where a shipment is reported. */
  STOREFRONT_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
