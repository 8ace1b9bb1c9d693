import * as z from 'zod';

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  /** Where the operator API answers. */
  API_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
