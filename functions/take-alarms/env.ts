import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  QUEUE_URL: z.url(),
  /** Holds bodies that are too large for the queue or the table. */
  BODY_BUCKET: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
