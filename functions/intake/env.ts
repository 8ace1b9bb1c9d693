import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  QUEUE_URL: z.url(),
  BODY_BUCKET: z.string().min(1),
  MAX_RECEIVES: z.coerce.number().int().min(1),
});
export type Env = z.infer<typeof Env>;
