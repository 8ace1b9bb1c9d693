import type * as z from 'zod';
import { AGENT_HEADER, LONGEST_SAYING, SAYS_HEADER } from '../../core/contracts/agent-call.ts';
import { Problem } from '../../core/contracts/api.ts';
import { readJson } from '../../core/contracts/read-json.ts';
import type { AgentProtocol } from '../../core/domain/agent-call.ts';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import { Refused } from './refused.ts';

/** Whose API is asked, and in whose name. */
export interface DeskAt {
  /** Where the operator API answers, with no slash at the end. */
  readonly url: string;
  /** The caller's own token: what it may not do, we may not do for it. */
  readonly token: string;
  readonly protocol: AgentProtocol;
  /** What the peer said, for the timeline. */
  readonly says?: string | undefined;
  /** @default the global one */
  readonly fetch?: typeof fetch | undefined;
}

export interface Question<S extends z.ZodType> {
  /** Below the API's address; its variable parts are escaped already. */
  readonly path: string;
  readonly answers: S;
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: unknown;
}

/** Longer than the API itself takes for anything. */
const DEADLINE_MS = 20_000;

const queryOf = (query: Question<z.ZodType>['query'] = {}): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? '' : `?${given}`;
};

const refusalIn = (status: number, body: unknown, retryAfter: string | null): Refused => {
  const { data } = Problem.safeParse(body);
  const wrong = (data?.errors ?? []).map(
    ({ field, problem, allowed }) => `${field}: ${problem}${allowed ? ` (allowed: ${allowed})` : ''}`,
  );
  const seconds = Number(retryAfter ?? Number.NaN);
  const detail = [data?.detail ?? `the API answered ${status}`, ...wrong].join('; ');
  return new Refused(status, detail, Number.isFinite(seconds) ? seconds : undefined);
};

/** Asks the operator API in the name of a tool; what it refuses is thrown as `Refused`. */
export const askApi = async <S extends z.ZodType>(
  { url, token, protocol, says = '', fetch: send = fetch }: DeskAt,
  tool: string,
  { path, answers, method = 'GET', query, body }: Question<S>,
): Promise<z.output<S>> => {
  const headers = {
    authorization: `Bearer ${token}`,
    [AGENT_HEADER]: `${protocol} ${tool}`,
    ...(says !== '' && { [SAYS_HEADER]: encodeURIComponent(says.slice(0, LONGEST_SAYING)) }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const init = { method, headers, redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) } as const;
  const response = await send(`${url}${path}${queryOf(query)}`, {
    ...init,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new DependencyUnavailable('operator API', 'it does not answer', { cause: error });
  });
  const read = readJson(new Uint8Array(await response.arrayBuffer()));
  const answered = read.ok ? read.value : undefined;
  if (!response.ok) throw refusalIn(response.status, answered, response.headers.get('retry-after'));
  const parsed = answers.safeParse(answered);
  if (parsed.success) return parsed.data;
  throw new ContractViolation(`the operator API answered ${path} in a shape that this version does not know`);
};
