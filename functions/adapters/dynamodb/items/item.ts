import * as z from 'zod';
import { ContractViolation } from '../../../core/domain/errors.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { RawItem } from '../table.ts';

/** Version of the items' shape; a reader refuses what it does not know. */
export const SCHEMA = 1;

/** What every item of a type carries. */
export const itemOf = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ pk: z.string(), sk: z.string(), type: z.literal(type), schema: z.literal(SCHEMA), ...shape });

export { shapeOf } from '../../../core/contracts/shape-of.ts';

/** Parses a stored item; the table is an edge like any other. */
export const parseItem = <S extends z.ZodType>(schema: S, raw: RawItem): z.output<S> => {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new ContractViolation(`item ${raw['pk']} ${raw['sk']} does not parse: ${problemsOf(parsed.error)}`, {
    cause: parsed.error,
    remedy: 'look at the item; it was written by another version, or by hand',
  });
};

/** What is wrong with an item, in one line and without its content. */
export const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`).join('; ');

/** A string that holds JSON of the given shape. */
export const jsonText = <S extends z.ZodType>(shape: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);

export { AnyJson, AnyJsonObject, ReasonText, Texts } from '../../../core/contracts/incident-parts.ts';

export const Id = z.custom<IncidentId>(
  (value) => typeof value === 'string' && value.startsWith('INC-'),
  'expected an incident id',
);

export const Seq = z.int().min(1);
