import type { APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod';
import { fieldProblems } from '../core/contracts/problem.ts';
import { readJson } from '../core/contracts/read-json.ts';
import { isJson } from '../runtime/content-type.ts';
import { type HttpRequest, problem } from '../runtime/http.ts';

/** What was asked for, or the problem document that says why it cannot be. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly answer: APIGatewayProxyResult };

const against = <S extends z.ZodType>(schema: S, given: unknown, what: string): Read<z.infer<S>> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const answer = problem(422, { detail: `the ${what} is not valid`, errors: fieldProblems(parsed.error) });
  return { ok: false, answer };
};

/** The query string, parsed by its schema. */
export const readQuery = <S extends z.ZodType>(schema: S, { query }: HttpRequest): Read<z.infer<S>> =>
  against(schema, query, 'query');

/** The JSON body, parsed by its schema. */
export const readBody = <S extends z.ZodType>(schema: S, { headers, body }: HttpRequest): Read<z.infer<S>> => {
  if (!isJson(headers['content-type'])) {
    return { ok: false, answer: problem(415, { detail: 'the content type must be application/json in UTF-8' }) };
  }
  const read = readJson(body);
  return read.ok ? against(schema, read.value, 'body') : { ok: false, answer: problem(400, { detail: read.why }) };
};
