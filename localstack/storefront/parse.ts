import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// The small zod comes without words; without them every message would be "Invalid input".
z.config(en());

/** What came in the shape of the schema, or what is wrong with it, field by field. */
export type Parsed<T> =
  | { readonly outcome: 'fits'; readonly value: T }
  | { readonly outcome: 'wrong'; readonly fields: string };

/** Checks what came from outside against a schema. */
export const parse = <T>(schema: z.ZodMiniType<T>, input: unknown): Parsed<T> => {
  const read = z.safeParse(schema, input);
  if (read.success) return { outcome: 'fits', value: read.data };
  const fields = read.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { outcome: 'wrong', fields: fields.join('; ') };
};
