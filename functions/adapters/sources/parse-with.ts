import type * as z from 'zod';
import { fieldProblems } from '../../core/contracts/problem.ts';
import { readJson } from '../../core/contracts/read-json.ts';
import type { AlertGroup } from '../../core/domain/alert.ts';
import type { Source } from './source.ts';

/** The way of every source whose body is one JSON document: read it, hold it against the contract, map it. */
export const parseWith =
  <S extends z.ZodType>(contract: S, map: (notification: z.infer<S>) => readonly AlertGroup[]): Source['parse'] =>
  (rawBody) => {
    const body = readJson(rawBody);
    if (!body.ok) return { outcome: 'unreadable', why: body.why };
    const parsed = contract.safeParse(body.value);
    return parsed.success
      ? { outcome: 'understood', groups: map(parsed.data) }
      : { outcome: 'invalid', problems: fieldProblems(parsed.error) };
  };
