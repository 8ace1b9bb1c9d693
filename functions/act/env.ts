import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  CONNECTIONS_SECRET_ARN: z.string().min(1),
  /** The role of each connector; what it may do to the policy's targets, no other role may. */
  POSTGRES_ROLE_ARN: z.string().min(1),
  LAMBDA_ROLE_ARN: z.string().min(1),
  EVENT_SOURCE_ROLE_ARN: z.string().min(1),
  QUEUE_ROLE_ARN: z.string().min(1),
  HTTP_ROLE_ARN: z.string().min(1),
  PARAMETER_ROLE_ARN: z.string().min(1),
  SSM_ROLE_ARN: z.string().min(1),
  /** The Lambda's timeout in seconds. */
  LEASE_SECONDS: z.coerce.number().int().positive(),
});
export type Env = z.infer<typeof Env>;

/** What AWS itself tells every Lambda. */
export const Here = z.object({ AWS_REGION: z.string().min(1) });
