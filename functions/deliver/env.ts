import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  WAKE_QUEUE_URL: z.url(),
  INTEGRATIONS_SECRET_ARN: z.string().min(1),
  /** Where links lead that the policy says no other place for. */
  CONSOLE_URL: z.url(),
  /** Under object lock. */
  ANCHOR_BUCKET: z.string().min(1),
  /** The Lambda that has a model look; deployed only where the policy names one. */
  INVESTIGATOR_FUNCTION_ARN: z.string().min(1).optional(),
  /** Longer than this Lambda's own timeout. */
  LEASE_SECONDS: z.coerce.number().int().min(1),
  /** Nothing new is begun after so long, so that what was begun ends in time. */
  BUDGET_SECONDS: z.coerce.number().int().min(1),
});
export type Env = z.infer<typeof Env>;
