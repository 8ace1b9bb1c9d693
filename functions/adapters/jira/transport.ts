import type { Client, SendRequestOptions } from 'jira.js/core';
import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';

export interface JiraAccess {
  readonly email: string;
  readonly apiToken: string;
}

/** Jira is slow at times; longer than this nothing of ours waits for it. */
const PATIENCE_MS = 8_000;

/** Seconds or a date; what is neither says nothing. */
export const retryAfterOf = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, seconds) : undefined;
};

const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
    : 'no answer';

/**
 * The transport of jira.js's functions: its own has no time limit and asks twice where we must know that it was once.
 * A refusal that repeating cannot change is a `ContractViolation`; wrong credentials are corrected by a person, so
 * they count as unavailable.
 */
export const jiraTransport = (baseUrl: string, access: () => Promise<JiraAccess>): Client => ({
  sendRequest: async <T>({
    url,
    method = 'GET',
    body,
    searchParams = {},
    schema,
  }: SendRequestOptions<T>): Promise<T> => {
    const { email, apiToken } = await access();
    const given = Object.entries(searchParams).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${baseUrl.replace(/\/$/, '')}${url}${query}`, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      text = await response.text();
    } catch (error) {
      throw new DependencyUnavailable('jira', `${method} ${url}: ${reasonOf(error)}`, { cause: error });
    }
    const { status } = response;
    if (!response.ok) {
      const what = `${method} ${url}: ${status} ${text.slice(0, 300)}`;
      if (status < 500 && ![401, 403, 404, 408, 409, 429].includes(status))
        throw new ContractViolation(`jira: ${what}`);
      const retryAfterSeconds =
        retryAfterOf(response.headers.get('retry-after'), Date.now()) ?? (status === 429 ? 30 : undefined);
      throw new DependencyUnavailable('jira', what, { retryAfterSeconds });
    }
    const answer: unknown = text === '' ? undefined : parsed(text, `${method} ${url}`);
    // Those functions that ask for nothing back have no schema.
    const read = (schema ?? z.custom<T>(() => true)).safeParse(answer);
    if (read.success) return read.data;
    throw new DependencyUnavailable('jira', `${method} ${url} answered another shape than agreed`);
  },
});

const parsed = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DependencyUnavailable('jira', `${what} answered no JSON`, { cause: error });
  }
};
