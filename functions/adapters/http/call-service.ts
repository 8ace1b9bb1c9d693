import * as z from 'zod';
import { ContractViolation, SelfrightError } from '../../core/domain/errors.ts';
import { canonicalJson, type JsonObject } from '../../core/domain/json.ts';
import type { Ran, Task } from '../../core/ports/action-runner.ts';
import { type Signing, signedCall } from './signed-call.ts';

const AnyJson = z.json();

const Parameters = z.object({
  urls: z.array(z.url({ protocol: /^https?$/ })).min(1),
  key: z.string().min(1),
  call: z.string().regex(/^[a-z][a-z0-9-]*$/),
  arguments: z.record(z.string(), AnyJson),
});
type Parameters = z.infer<typeof Parameters>;

const State = z.object({ state: AnyJson });
const Changed = z.object({ changed: AnyJson });
const Before = z.object({ state: z.array(AnyJson) });

const parametersIn = (given: JsonObject): Parameters => {
  const read = Parameters.safeParse(given);
  if (read.success) return read.data;
  throw new ContractViolation(`parameters of call-service: ${z.prettifyError(read.error)}`);
};

const answerAs = <T>(schema: z.ZodType<T>, url: string, answer: unknown): T => {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new ContractViolation(`${new URL(url).host} answers its administrators in another shape than agreed`);
};

const stateOf = async (signing: Signing, { key, call }: Parameters, url: string) =>
  answerAs(State, url, await signedCall(signing, { method: 'GET', url, key, call, body: '' })).state;

/** What a call would change, as each instance of the service tells it, in the order of their addresses. */
export const serviceState = async (signing: Signing, given: JsonObject): Promise<JsonObject> => {
  const parameters = parametersIn(given);
  return { state: await Promise.all(parameters.urls.map((url) => stateOf(signing, parameters, url))) };
};

/** Asks the instances one after the other, each only if it is still as the task rests on: what fails at one never reaches the rest. */
export const callService = async (signing: Signing, task: Task, idempotencyKey: string): Promise<Ran> => {
  const parameters = parametersIn(task.parameters);
  const before = Before.safeParse(task.before);
  if (!before.success) throw new ContractViolation(`state before call-service: ${z.prettifyError(before.error)}`);
  const { key, call, urls } = parameters;
  const body = JSON.stringify(parameters.arguments);
  const changed: z.output<typeof AnyJson>[] = [];
  const found = { state: before.data.state };
  for (const [index, url] of urls.entries()) {
    try {
      const state = await stateOf(signing, parameters, url);
      if (canonicalJson(state) !== canonicalJson(before.data.state[index] ?? null)) {
        const error = `${new URL(url).host} is not as it was planned on: ${canonicalJson(state)}`;
        return { outcome: 'failed', found: { ...found, changed }, error };
      }
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
