import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  QUEUE_URL: z.url(),
  /** Holds bodies that are too large for the queue or the table. */
  BODY_BUCKET: z.string().min(1),
  SOURCE_SECRETS_ARN: z.string().min(1),
  /** The SNS topics whose messages are taken, separated by commas. */
  CLOUDWATCH_TOPIC_ARNS: z.string().optional(),
});
export type Env = z.infer<typeof Env>;
