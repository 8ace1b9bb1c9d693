import * as z from 'zod';

/** Body of POST /incidents/{id}/proposals. */
export const ProposalRequest = z.object({
  /** The runbook that is proposed. @default whichever the evidence names */
  fault: z.string().min(1).max(63).optional(),
  because: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .transform((text) => text.toWellFormed()),
});
