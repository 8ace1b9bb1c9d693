import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  TIMER_QUEUE_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
