import * as z from 'zod';
import { ContractViolation } from '../domain/errors.ts';

/** Reads what was agreed from what came; anything else is a `ContractViolation` that names the field. */
export const agreed = <T>(schema: z.ZodType<T>, came: unknown, what: string): T => {
  const read = schema.safeParse(came);
  if (read.success) return read.data;
  throw new ContractViolation(`${what}: ${z.prettifyError(read.error)}`);
};
