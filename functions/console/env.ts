import * as z from 'zod';

export const Env = z.object({
  /** Where people sign in, as JSON: `SignInTold`. */
  SIGN_IN: z.string().min(2),
});
export type Env = z.infer<typeof Env>;
