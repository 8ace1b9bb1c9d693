import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  TIMER_QUEUE_URL: z.url(),
  STATE_MACHINE_ARN: z.string().min(1),
  /** The Lambda that runs a round of the watch over ourselves. */
  KEEP_WATCH_FUNCTION_ARN: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
