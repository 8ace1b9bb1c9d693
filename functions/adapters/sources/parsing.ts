import type * as z from 'zod';
import { fieldProblems } from '../../core/contracts/problem.ts';
import { readJson } from '../../core/contracts/read-json.ts';
import type { AlertGroup } from '../../core/domain/alert.ts';
import type { Arrival, Parsed, Source } from './source.ts';

export const TEST: Parsed = { outcome: 'test' };

export const understood = (groups: readonly AlertGroup[]): Parsed => ({ outcome: 'understood', groups });

export const unmapped = (why: string): Parsed => ({ outcome: 'unmapped', why });

/** The way of every source whose body is one JSON document. */
export const parseJson =
  (read: (json: unknown, arrival: Arrival) => Parsed): Source['parse'] =>
  (rawBody, arrival = {}) => {
    const body = readJson(rawBody);
    return body.ok ? read(body.value, arrival) : { outcome: 'unreadable', why: body.why };
  };

/** Holds JSON against a contract before it is read further; what breaks the contract is named field by field. */
export const against = <S extends z.ZodType>(
  contract: S,
  json: unknown,
  read: (sent: z.infer<S>) => Parsed,
): Parsed => {
  const parsed = contract.safeParse(json);
  return parsed.success ? read(parsed.data) : { outcome: 'invalid', problems: fieldProblems(parsed.error) };
};

/** For vendors that stop sending when they are refused: what cannot be read or breaks the schema is kept instead. */
export const neverRefusing =
  (parse: Source['parse']): Source['parse'] =>
  (rawBody, arrival) => {
    const parsed = parse(rawBody, arrival);
    if (parsed.outcome === 'unreadable') return unmapped(parsed.why);
    if (parsed.outcome !== 'invalid') return parsed;
    return unmapped(parsed.problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
  };
