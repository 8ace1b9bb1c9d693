import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ContractViolation } from '../../core/domain/errors.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import { aliasMoveIn, pointed } from './alias.ts';
import { reservedFor, setConcurrency } from './concurrency.ts';
import { pointAlias } from './point-alias.ts';

const unknown = (operation: string) => new ContractViolation(`lambda cannot ${operation}`);

/** Reads what operations on Lambda functions would change. */
export const lambdaTargets = (client: LambdaClient): TargetReader => ({
  connector: 'lambda',
  look: async ({ operation, parameters }) => {
    if (operation === 'point-alias') return pointed(client, aliasMoveIn(parameters));
    if (operation === 'set-concurrency') return reservedFor(client, parameters);
    throw unknown(operation);
  },
});

/** Carries out operations on Lambda functions. */
export const lambdaActionRunner = (client: LambdaClient): ActionRunner => ({
  connector: 'lambda',
  inspect: async (task) => {
    const found = await lambdaTargets(client).look(task);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task) => {
    if (task.operation === 'point-alias') return pointAlias(client, task);
    if (task.operation === 'set-concurrency') return setConcurrency(client, task);
    throw unknown(task.operation);
  },
});
