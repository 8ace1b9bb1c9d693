import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Ran, Task } from '../../core/ports/action-runner.ts';
import type { Concurrency } from '../../core/ports/concurrency.ts';
import { calling } from '../failures.ts';

const Reserved = z.int().min(1).max(1_000).nullable();
const Parameters = z.object({ functionName: z.string().min(1), reserved: Reserved });
type Parameters = z.infer<typeof Parameters>;
const Before = z.object({ reserved: Reserved });

const parametersIn = (given: JsonObject): Parameters => agreed(Parameters, given, 'parameters of set-concurrency');

/** What is reserved for functions, as Lambda keeps it. */
export const lambdaConcurrency = (client: LambdaClient): Concurrency => ({
  reserved: (functionName) =>
    calling('lambda', async () => {
      const asked = new GetFunctionConcurrencyCommand({ FunctionName: functionName });
      return (await client.send(asked)).ReservedConcurrentExecutions;
    }),
});

/** What is reserved for the function of a step; `null` is nothing. */
export const reservedFor = async (client: LambdaClient, given: JsonObject) => {
  const { functionName } = parametersIn(given);
  return { reserved: (await lambdaConcurrency(client).reserved(functionName)) ?? null };
};

/** Reserves executions for a function, if as many are reserved as the task rests on. */
export const setConcurrency = async (client: LambdaClient, { parameters, before }: Task): Promise<Ran> => {
  const { functionName, reserved } = parametersIn(parameters);
  const rested = agreed(Before, before, 'state before set-concurrency');
  const found = await reservedFor(client, parameters);
  if (found.reserved === reserved)
    return { outcome: 'skipped', found, why: `${reserved ?? 'none'} are reserved already` };
  if (found.reserved !== rested.reserved) {
    return {
      outcome: 'failed',
      found,
      error: `${found.reserved ?? 'none'} are reserved, planned on ${rested.reserved ?? 'none'}`,
    };
  }
  const name = { FunctionName: functionName };
  await calling('lambda', async () => {
    if (reserved === null) await client.send(new DeleteFunctionConcurrencyCommand(name));
    else await client.send(new PutFunctionConcurrencyCommand({ ...name, ReservedConcurrentExecutions: reserved }));
  });
  return { outcome: 'done', found, changed: { reserved } };
};
