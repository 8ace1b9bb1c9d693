import { ContractViolation } from '../../core/domain/errors.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import { callService, serviceState } from './call-service.ts';
import { limitsOf, setLimit } from './set-limit.ts';
import type { Signing } from './signed-call.ts';

const unknown = (operation: string) => new ContractViolation(`http cannot ${operation}`);

/** Reads what calls of administrators would change, as the services tell it. */
export const httpTargets = (signing: Signing): TargetReader => ({
  connector: 'http',
  look: async ({ operation, parameters }) => {
    if (operation === 'call-service') return serviceState(signing, parameters);
    if (operation === 'set-limit') return limitsOf(signing, parameters);
    throw unknown(operation);
  },
});

/** Carries out calls of administrators on services. */
export const httpActionRunner = (signing: Signing): ActionRunner => ({
  connector: 'http',
  inspect: async (task) => {
    const found = await httpTargets(signing).look(task);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task, idempotencyKey) => {
    if (task.operation === 'call-service') return callService(signing, task, idempotencyKey);
    if (task.operation === 'set-limit') return setLimit(signing, task, idempotencyKey);
    throw unknown(task.operation);
  },
});
