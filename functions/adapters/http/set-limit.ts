import * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
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

const parametersIn = (given: JsonObject): Parameters => {
  const read = Parameters.safeParse(given);
  if (read.success) return read.data;
  throw new ContractViolation(`parameters of set-limit: ${z.prettifyError(read.error)}`);
};

/** The limit of each instance, in the order of their addresses. */
export const limitsOf = async (signing: Signing, given: JsonObject): Promise<{ limits: number[] }> => {
  const parameters = parametersIn(given);
  const states = await Promise.all(parameters.urls.map((url) => stateOf(signing, parameters, url)));
  const read = z.array(State).safeParse(states);
  if (!read.success) throw new ContractViolation(`limits behind ${parameters.call}: ${z.prettifyError(read.error)}`);
  return { limits: read.data.map(({ limit }) => limit) };
};

/** Gives the instances their limits one after the other, each only if its limit is still as the task rests on. */
export const setLimit = async (signing: Signing, task: Task, idempotencyKey: string): Promise<Ran> => {
  const parameters = parametersIn(task.parameters);
  const before = Before.safeParse(task.before);
  if (!before.success) throw new ContractViolation(`state before set-limit: ${z.prettifyError(before.error)}`);
  const { limits } = before.data;
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
