import * as z from 'zod';
import { DependencyUnavailable } from '../../core/domain/errors.ts';

/** On the issue and on each comment: what tells ours from what somebody only labelled alike. */
export const PROPERTY = 'selfright';

export const Ours = z.object({ incidentId: z.string(), seq: z.int().optional() });
export const Status = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });
export type Status = z.infer<typeof Status>;
export const Properties = z.array(z.object({ key: z.string(), value: z.unknown() })).default([]);

/** A part of an answer of Jira, read with a schema of ours. */
export const read = <S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DependencyUnavailable('jira', `${what} came in another shape than agreed`);
};
