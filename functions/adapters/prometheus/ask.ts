import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import { Envelope } from './answer.ts';

interface Question<S extends z.ZodType> {
  readonly url: string;
  readonly path: 'query' | 'query_range';
  readonly form: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly schema: S;
}

/** The error types by which Prometheus says that the question itself is wrong. */
const OUR_FAULT = new Set(['bad_data', 'execution']);

/** Asks Prometheus once. Only what it calls our fault is a `ContractViolation`; all else means that it could not be asked. */
export const askPrometheus = async <S extends z.ZodType>(question: Question<S>): Promise<z.output<S>> => {
  const { status, text } = await send(question);
  const envelope = Envelope.safeParse(parsed(text));
  if (!envelope.success) throw unavailable(`answered ${status} with something that is not its API`);
  if (envelope.data.status === 'error') {
    const { errorType, error } = envelope.data;
    if (OUR_FAULT.has(errorType)) throw wrong(question, `${errorType}: ${error}`);
    throw unavailable(`answered ${status} ${errorType}: ${error}`);
  }
  const data = question.schema.safeParse(envelope.data.data);
  if (data.success) return data.data;
  throw wrong(question, z.prettifyError(data.error));
};

const send = async ({ url, path, form, deadlineMs }: Question<z.ZodType>) => {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, timeout: `${deadlineMs}ms` }),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw unavailable(isLate ? `no answer within ${deadlineMs} ms` : whyNot(error), error);
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const whyNot = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error instanceof Error ? error.message : String(error);
};

const unavailable = (what: string, cause?: unknown) => new DependencyUnavailable('prometheus', what, { cause });

const wrong = ({ form }: Question<z.ZodType>, why: string) =>
  new ContractViolation(`prometheus cannot answer ${form['query']}: ${why}`, { remedy: 'correct the query' });
