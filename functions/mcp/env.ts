import * as z from 'zod';

export const Env = z.object({
  /** Where the operator API answers. */
  API_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
