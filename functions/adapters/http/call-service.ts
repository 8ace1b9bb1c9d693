import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Ran, Task } from '../../core/ports/action-runner.ts';
import { askInTurn, InstanceCall, stateOf } from './ask-in-turn.ts';
import type { Signing } from './signed-call.ts';

const AnyJson = z.json();

const Parameters = InstanceCall.extend({ arguments: z.record(z.string(), AnyJson) });
const Before = z.object({ state: z.array(AnyJson) });

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, given, 'parameters of call-service');

/** What a call would change, as each instance of the service tells it, in the order of their addresses. */
export const serviceState = async (signing: Signing, given: JsonObject): Promise<JsonObject> => {
  const parameters = parametersIn(given);
  return { state: await Promise.all(parameters.urls.map((url) => stateOf(signing, parameters, url))) };
};

/** Has every instance do what the call says. */
export const callService = (signing: Signing, task: Task, idempotencyKey: string): Promise<Ran> => {
  const parameters = parametersIn(task.parameters);
  const { state } = agreed(Before, task.before, 'state before call-service');
  return askInTurn(signing, {
    ...parameters,
    idempotencyKey,
    found: { state },
    states: state,
    given: () => parameters.arguments,
  });
};
