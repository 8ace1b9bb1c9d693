import * as z from 'zod';
import { ContractViolation, SelfrightError } from '../../core/domain/errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../../core/domain/json.ts';
import type { Ran } from '../../core/ports/action-runner.ts';
import { type Signing, signedCall } from './signed-call.ts';

const AnyJson = z.json();

/** A call of administrators that every instance of a service takes. */
export const InstanceCall = z.object({
  urls: z.array(z.url({ protocol: /^https?$/ })).min(1),
  key: z.string().min(1),
  call: z.string().regex(/^[a-z][a-z0-9-]*$/),
});
export type InstanceCall = z.infer<typeof InstanceCall>;

const State = z.object({ state: AnyJson });
const Changed = z.object({ changed: AnyJson });

const answerAs = <T>(schema: z.ZodType<T>, url: string, answer: unknown): T => {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new ContractViolation(`${new URL(url).host} answers its administrators in another shape than agreed`);
};

/** What a call would change at one instance, as that tells it. */
export const stateOf = async (signing: Signing, { key, call }: InstanceCall, url: string): Promise<Json> =>
  answerAs(State, url, await signedCall(signing, { method: 'GET', url, key, call, body: '' })).state;

/** What is asked of the instances. */
export interface Asking extends InstanceCall {
  readonly idempotencyKey: string;
  /** What is kept of how they were before. */
  readonly found: JsonObject;
  /** What each must still be like, in the order of their addresses. */
  readonly states: readonly Json[];
  /** The arguments for each, by its place. */
  readonly given: (index: number) => JsonObject;
}

/** Asks the instances one after the other, each only if it is still as the task rests on: what fails at one never reaches the rest. */
export const askInTurn = async (signing: Signing, asking: Asking): Promise<Ran> => {
  const { urls, key, call, idempotencyKey, found, states, given } = asking;
  const changed: Json[] = [];
  for (const [index, url] of urls.entries()) {
    try {
      const state = await stateOf(signing, asking, url);
      if (canonicalJson(state) !== canonicalJson(states[index] ?? null)) {
        const error = `${new URL(url).host} is not as it was planned on: ${canonicalJson(state)}`;
        return { outcome: 'failed', found: { ...found, changed }, error };
      }
      const body = JSON.stringify(given(index));
      const answer = await signedCall(signing, { method: 'POST', url, key, call, body, idempotencyKey });
      changed.push(answerAs(Changed, url, answer).changed);
    } catch (error) {
      if (changed.length === 0 || !(error instanceof SelfrightError)) throw error;
      // What was done so far is part of the answer; an exception would lose it.
      const what = `stopped after ${changed.length} of ${urls.length} instances: ${error.message}`;
      return { outcome: 'failed', found: { ...found, changed }, error: what };
    }
  }
  return { outcome: 'done', found, changed: { changed } };
};
