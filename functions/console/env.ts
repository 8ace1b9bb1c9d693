import * as z from 'zod';

export const Env = z.object({});
export type Env = z.infer<typeof Env>;
