import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import { callService, serviceState } from './call-service.ts';
import type { Signing } from './signed-call.ts';

/** Reads what calls of administrators would change, as the services tell it. */
export const httpTargets = (signing: Signing): TargetReader => ({
  connector: 'http',
  look: ({ parameters }) => serviceState(signing, parameters),
});

/** Carries out calls of administrators on services. */
export const httpActionRunner = (signing: Signing): ActionRunner => ({
  connector: 'http',
  inspect: async (task) => {
    const found = await serviceState(signing, task.parameters);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: (task, idempotencyKey) => callService(signing, task, idempotencyKey),
});
