import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The Lambda of the operator API, through which the model reads. */
  API_FUNCTION_ARN: z.string().min(1),
  /** Where Bedrock answers, if not at AWS. */
  BEDROCK_URL: z.url().optional(),
});
export type Env = z.infer<typeof Env>;
