import type * as z from 'zod/mini';
import { parse } from './parse.ts';
import type { Answer, Asked } from './routes.ts';

/** A request that cannot be served as it is; the answer says what is wrong with it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly answer: Answer;

  constructor(status: number, error: string, detail: string) {
    super(detail);
    this.answer = { status, body: { error, detail } };
  }
}

/** A dependency did not do its part; the same request may succeed later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly answer: Answer;

  constructor(dependency: string, cause: unknown) {
    super(`${dependency} is unavailable`, { cause });
    this.answer = { status: 503, body: { error: `${dependency}_unavailable` } };
  }
}

/** The RFC 9457 form of a refusal, for the storefront's control routes. */
export const problem = (status: number, title: string, detail: string): Answer => ({
  status,
  type: 'application/problem+json',
  body: { type: 'about:blank', title, status, detail },
});

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'bad_request', 'the body is not JSON');
  }
};

/** The body of a request in the shape of the schema; refuses with 400 what is no JSON and with 422 what does not fit. */
export const bodyOf = <T>(schema: z.ZodMiniType<T>, asked: Asked): T => {
  const read = parse(schema, json(asked.body));
  if (read.outcome === 'fits') return read.value;
  throw new Refused(422, 'unprocessable', read.fields);
};
