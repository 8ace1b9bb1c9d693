import { GetAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import { calling } from '../failures.ts';

const Weights = z.record(z.string(), z.number().min(0).max(1));

const Parameters = z.object({
  functionName: z.string().min(1),
  alias: z.string().min(1),
  version: z.string().min(1),
  weights: Weights,
});
export type AliasMove = z.infer<typeof Parameters>;

/** What an alias points at; its revision changes with every move. */
export const Pointed = z.object({ version: z.string(), revision: z.string(), weights: Weights });
export type Pointed = z.infer<typeof Pointed>;

export const aliasMoveIn = (parameters: JsonObject): AliasMove =>
  agreed(Parameters, parameters, 'parameters of point-alias');

export const pointed = (client: LambdaClient, { functionName, alias }: AliasMove): Promise<Pointed> =>
  calling('lambda', async () => {
    const found = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
    return {
      version: found.FunctionVersion ?? '',
      revision: found.RevisionId ?? '',
      weights: found.RoutingConfig?.AdditionalVersionWeights ?? {},
    };
  });
