import { GetAliasCommand, type LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import { calling } from '../failures.ts';

const Parameters = z.object({
  functionName: z.string().min(1),
  alias: z.string().min(1),
  from: z.string().min(1),
  to: z.string().min(1),
  revision: z.string().min(1),
});
type Parameters = z.infer<typeof Parameters>;

/** What an alias points at. */
interface Pointed {
  readonly version: string;
  readonly revision: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** Moves an alias back to a version, if it is still exactly as the plan saw it. */
export const lambdaActionRunner = (client: LambdaClient): ActionRunner => ({
  connector: 'lambda',
  run: async ({ operation, parameters }) => {
    if (operation !== 'restore-version') throw new ContractViolation(`lambda cannot ${operation}`);
    const step = Parameters.safeParse(parameters);
    if (!step.success) throw new ContractViolation(`parameters of ${operation}: ${z.prettifyError(step.error)}`);

    const met = await look(client, step.data);
    return answerFrom(met, step.data) ?? (await move(client, met, step.data));
  },
});

const look = (client: LambdaClient, { functionName, alias }: Parameters): Promise<Pointed> =>
  calling('lambda', async () => {
    const found = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
    return {
      version: found.FunctionVersion ?? '',
      revision: found.RevisionId ?? '',
      weights: found.RoutingConfig?.AdditionalVersionWeights ?? {},
    };
  });

/** What there is to say without a move: it is where it should be, or it is not what the plan rests on. */
const answerFrom = (met: Pointed, { from, to, revision }: Parameters): Ran | undefined => {
  const found = asFound(met);
  const isSplit = Object.keys(met.weights).length > 0;
  if (met.version === to && !isSplit) return { outcome: 'skipped', found, why: `the alias is at version ${to}` };
  if (met.version === from && met.revision === revision) return undefined;
  const error = `the alias was moved since the plan: expected version ${from} at revision ${revision}, met version ${met.version} at ${met.revision}`;
  return { outcome: 'failed', found, error };
};

const move = async (client: LambdaClient, met: Pointed, step: Parameters): Promise<Ran> => {
  try {
    const moved = await client.send(
      new UpdateAliasCommand({
        FunctionName: step.functionName,
        Name: step.alias,
        FunctionVersion: step.to,
        RevisionId: step.revision,
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
    const changed = { version: moved.FunctionVersion ?? step.to, revision: moved.RevisionId ?? null, weights: {} };
    return { outcome: 'done', found: asFound(met), changed };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PreconditionFailedException') return overtaken(await look(client, step), step);
    if (name === 'ResourceNotFoundException') {
      return { outcome: 'failed', found: asFound(met), error: `version ${step.to} is not there any more` };
    }
    return calling('lambda', () => Promise.reject(error));
  }
};

/** Someone moved the alias between our look and our move, or an answer to our own move was lost. */
const overtaken = (met: Pointed, step: Parameters): Ran =>
  answerFrom(met, step) ?? { outcome: 'failed', found: asFound(met), error: 'the alias refused the planned revision' };

const asFound = ({ version, revision, weights }: Pointed): JsonObject => ({ version, revision, weights });
