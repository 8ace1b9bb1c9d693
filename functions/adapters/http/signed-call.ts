import { createHmac } from 'node:crypto';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** The secret behind a name of the policy; never logged, nor part of an error. */
export type KeyOf = (name: string) => Promise<string>;

export interface Signing {
  readonly keyOf: KeyOf;
  readonly clock: Clock;
}

/** One call of an administrator on one instance of a service. */
export interface AdminCall {
  readonly method: 'GET' | 'POST';
  /** Where the instance answers its administrators; a path of its own is kept. */
  readonly url: string;
  /** Name of the key. */
  readonly key: string;
  readonly call: string;
  readonly body: string;
  /** Told to the service, so that it can know a repetition. */
  readonly idempotencyKey?: string;
}

const DEADLINE_MS = 3_000;
/** What a service says of itself is kept with the incident: it must stay small. */
const LONGEST_ANSWER = 16_384;

/** Signed is when it is made, what is asked, and with which body, so that none of them can be changed. */
export const adminSignature = (key: string, timestamp: string, method: string, path: string, body: string): string =>
  createHmac('sha256', key).update(`${timestamp}.${method} ${path}.${body}`).digest('hex');

/** Asks once, with a time limit; what may pass is told apart from what will be refused again. Answers the JSON. */
export const signedCall = async ({ keyOf, clock }: Signing, call: AdminCall): Promise<unknown> => {
  const address = new URL(`${call.url.replace(/\/+$/, '')}/admin/${call.call}`);
  const timestamp = String(Math.floor(clock().getTime() / 1000));
  const { host, pathname } = address;
  const signature = adminSignature(await keyOf(call.key), timestamp, call.method, pathname, call.body);
  const { status, text } = await asked(address, {
    method: call.method,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signature,
      ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
    },
    ...(call.method === 'POST' && { body: call.body }),
  });
  if (status >= 500 || status === 429) throw new DependencyUnavailable(host, `answered ${call.call} with ${status}`);
  if (status !== 200) throw new ContractViolation(`${host} refuses ${call.call}: ${status}`);
  return jsonIn(host, text);
};

const asked = async (
  address: URL,
  request: RequestInit,
): Promise<{ readonly status: number; readonly text: string }> => {
  try {
    const response = await fetch(address, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new DependencyUnavailable(address.host, 'does not answer its administrators', { cause });
  }
};

const jsonIn = (host: string, text: string): unknown => {
  if (text.length > LONGEST_ANSWER)
    throw new ContractViolation(`${host} answers more than ${LONGEST_ANSWER} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw new ContractViolation(`${host} answers its administrators with no JSON`);
  }
};
