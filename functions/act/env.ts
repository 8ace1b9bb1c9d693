import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  CONNECTIONS_SECRET_ARN: z.string().min(1),
  /** The Lambda's timeout in seconds. */
  LEASE_SECONDS: z.coerce.number().int().positive(),
});
export type Env = z.infer<typeof Env>;
