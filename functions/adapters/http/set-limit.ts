import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Ran, Task } from '../../core/ports/action-runner.ts';
import { askInTurn, InstanceCall, stateOf } from './ask-in-turn.ts';
import type { Signing } from './signed-call.ts';

const Limit = z.int().min(1).max(1_000_000);
const Parameters = InstanceCall.extend({ limit: z.union([Limit, z.array(Limit)]) }).refine(
  ({ urls, limit }) => !Array.isArray(limit) || limit.length === urls.length,
  'a limit for each instance, or one for all',
);
type Parameters = z.infer<typeof Parameters>;

const State = z.object({ limit: Limit });
const Before = z.object({ limits: z.array(Limit) });

const parametersIn = (given: JsonObject): Parameters => agreed(Parameters, given, 'parameters of set-limit');

/** The limit of each instance, in the order of their addresses. */
export const limitsOf = async (signing: Signing, given: JsonObject): Promise<{ limits: number[] }> => {
  const parameters = parametersIn(given);
  const states = await Promise.all(parameters.urls.map((url) => stateOf(signing, parameters, url)));
  const read = agreed(z.array(State), states, `limits behind ${parameters.call}`);
  return { limits: read.map(({ limit }) => limit) };
};

/** Gives the instances their limits one after the other, each only if its limit is still as the task rests on. */
export const setLimit = async (signing: Signing, task: Task, idempotencyKey: string): Promise<Ran> => {
  const parameters = parametersIn(task.parameters);
  const { limits } = agreed(Before, task.before, 'state before set-limit');
  const { limit } = parameters;
  const wanted = (index: number): number | undefined => (Array.isArray(limit) ? limit[index] : limit);
  if (limits.every((one, index) => one === wanted(index)))
    return { outcome: 'skipped', found: { limits }, why: `the limits are ${limits.join(', ')} already` };
  return askInTurn(signing, {
    ...parameters,
    idempotencyKey,
    found: { limits },
    states: limits.map((one) => ({ limit: one })),
    given: (index) => ({ limit: wanted(index) ?? null }),
  });
};
