import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';

/** Slack answers within a second or two on a bad day; longer than this nothing of ours waits for it. */
const PATIENCE_MS = 5_000;

/** What passes by itself; what a person must correct in Slack or in our secret, until when it is tried now and then. */
const PASSING = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];
const TO_CORRECT = [
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'missing_scope'],
  ...['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action', 'access_denied'],
];
const UNTIL_CORRECTED_SECONDS = 300;

const Answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

export type SlackCall = <S extends z.ZodType>(
  method: string,
  argumentsOf: Readonly<Record<string, unknown>>,
  answer: S,
) => Promise<z.output<S>>;

const parsed = (text: string, method: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DependencyUnavailable('slack', `${method} answered no JSON`, { cause: error });
  }
};

const refusal = (method: string, error: string): Error => {
  if (PASSING.includes(error)) {
    return new DependencyUnavailable('slack', `${method}: ${error}`, {
      retryAfterSeconds: error === 'ratelimited' ? 30 : undefined,
    });
  }
  if (!TO_CORRECT.includes(error)) return new ContractViolation(`slack refuses ${method}: ${error}`);
  const remedy = 'correct the app in Slack, its channels and scopes, or the member slack of the integrations secret';
  return new DependencyUnavailable('slack', `${method}: ${error}`, {
    remedy,
    retryAfterSeconds: UNTIL_CORRECTED_SECONDS,
  });
};

/** Calls a method of Slack's Web API once. */
export const slackCall =
  (apiUrl: string, botToken: () => Promise<string>): SlackCall =>
  async (method, argumentsOf, answer) => {
    const token = await botToken();
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${apiUrl.replace(/\/$/, '')}/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(argumentsOf),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      text = await response.text();
    } catch (error) {
      throw new DependencyUnavailable('slack', `${method}: no answer`, { cause: error });
    }
    if (!response.ok) {
      const asked = Number(response.headers.get('retry-after'));
      const retryAfterSeconds = asked > 0 ? asked : response.status === 429 ? 30 : undefined;
      throw new DependencyUnavailable('slack', `${method}: ${response.status}`, { retryAfterSeconds });
    }
    const said = Answer.safeParse(parsed(text, method));
    if (!said.success) throw new DependencyUnavailable('slack', `${method} answered another shape than agreed`);
    if (!said.data.ok) throw refusal(method, said.data.error ?? 'no reason');
    const read = answer.safeParse(said.data);
    if (read.success) return read.data;
    throw new DependencyUnavailable('slack', `${method} answered another shape than agreed`);
  };
