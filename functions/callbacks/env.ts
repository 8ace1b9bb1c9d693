import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  TIMER_QUEUE_URL: z.url(),
  INTEGRATIONS_SECRET_ARN: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
