import * as z from 'zod';

export const Env = z.object({
  /** The shop's front door, where shipments and refusals are reported. */
  STOREFRONT_URL: z.url(),
  /** Where manifests wait; what cannot be read is let go there at once. */
  QUEUE_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
