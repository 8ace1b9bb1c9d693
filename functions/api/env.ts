import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  OPERATOR_TOKENS_ARN: z.string().min(1),
  QUEUE_URL: z.url(),
  TIMER_QUEUE_URL: z.url(),
  BODY_BUCKET: z.string().min(1),
  ESCALATION_TOPIC_ARN: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  /** The Lambda that plans, for dry runs. */
  PLAN_FUNCTION_ARN: z.string().min(1),
  PROMETHEUS_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
