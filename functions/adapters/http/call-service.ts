import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import { canonicalJson, type JsonObject } from '../../core/domain/json.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';

/** The secret behind a name of the policy; never logged. */
export type KeyOf = (name: string) => Promise<string>;

const DEADLINE_MS = 5_000;

const AnyJson = z.json();
const Parameters = z.object({
  url: z.url({ protocol: /^https?$/ }),
  key: z.string().min(1),
  call: z.string().regex(/^[a-z][a-z-]*$/),
  arguments: z.record(z.string(), AnyJson),
});
type Parameters = z.infer<typeof Parameters>;

const parametersIn = (given: JsonObject): Parameters => {
  const read = Parameters.safeParse(given);
  if (read.success) return read.data;
  throw new ContractViolation(`parameters of call-service: ${z.prettifyError(read.error)}`);
};

interface Asking {
  readonly keyOf: KeyOf;
  readonly clock: Clock;
}

/** One signed call: over when it is made, what is asked, and with which body. */
const ask = async ({ keyOf, clock }: Asking, method: 'GET' | 'POST', { url, key, call }: Parameters, body: string) => {
  const address = new URL(`/admin/${call}`, url);
  const timestamp = String(Math.floor(clock().getTime() / 1000));
  const signature = createHmac('sha256', await keyOf(key))
    .update(`${timestamp}.${method} ${address.pathname}.${body}`)
    .digest('hex');
  const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature };
  const request = { method, headers, redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) } as const;
  const response = await fetch(address, method === 'GET' ? request : { ...request, body }).catch((cause: unknown) => {
    throw new DependencyUnavailable(address.host, 'the service does not answer its administrators', { cause });
  });
  if (response.ok) return response.json();
  await response.body?.cancel();
  if (response.status >= 500) throw new DependencyUnavailable(address.host, `answered ${response.status}`);
  throw new ContractViolation(`${address.host} refuses ${call}: ${response.status}`);
};

const State = z.object({ state: AnyJson });
const Changed = z.object({ changed: AnyJson });

const stateNow = async (asking: Asking, parameters: Parameters) =>
  State.parse(await ask(asking, 'GET', parameters, ''));

/** Reads what a call would change, as the service tells it. */
export const serviceTargets = (asking: Asking): TargetReader => ({
  connector: 'http',
  look: ({ parameters }) => stateNow(asking, parametersIn(parameters)),
});

/** Asks a service itself to do something, if it is still as the plan found it. */
export const serviceRunner = (asking: Asking): ActionRunner => ({
  connector: 'http',
  run: async ({ parameters: given, before }): Promise<Ran> => {
    const parameters = parametersIn(given);
    const found = await stateNow(asking, parameters);
    if (canonicalJson(found) !== canonicalJson(before)) {
      return { outcome: 'skipped', found, why: 'the service has changed since, and nothing is asked of it twice' };
    }
    const { changed } = Changed.parse(await ask(asking, 'POST', parameters, JSON.stringify(parameters.arguments)));
    return { outcome: 'done', found, changed: { state: changed } };
  },
});
