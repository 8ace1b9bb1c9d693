import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ContractViolation } from '../../core/domain/errors.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ClientFor } from '../client-for.ts';
import { aliasMoveIn, pointed } from './alias.ts';
import { pointAlias } from './point-alias.ts';

const unknown = (operation: string) => new ContractViolation(`lambda cannot ${operation}`);

/** Reads what operations on Lambda functions would change. */
export const lambdaTargets = (clientFor: ClientFor<LambdaClient>): TargetReader => ({
  connector: 'lambda',
  look: async (call) => {
    const { operation, parameters } = call;
    if (operation === 'point-alias') return pointed(clientFor(call), aliasMoveIn(parameters));
    throw unknown(operation);
  },
});

/** Carries out operations on Lambda functions. */
export const lambdaActionRunner = (clientFor: ClientFor<LambdaClient>): ActionRunner => ({
  connector: 'lambda',
  inspect: async (task) => {
    const found = await lambdaTargets(clientFor).look(task);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task) => {
    if (task.operation === 'point-alias') return pointAlias(clientFor(task), task);
    throw unknown(task.operation);
  },
});
