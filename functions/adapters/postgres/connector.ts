import { ContractViolation } from '../../core/domain/errors.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ConnectionUrl } from './connecting.ts';
import { stillBlocking, terminateBlocker } from './terminate-blocker.ts';
import { idleStill, terminateIdleSessions } from './terminate-idle-sessions.ts';

const unknown = (operation: string) => new ContractViolation(`postgres cannot ${operation}`);

/** Reads what operations on PostgreSQL would change. */
export const postgresTargets = (urlOf: ConnectionUrl): TargetReader => ({
  connector: 'postgres',
  look: async ({ operation, parameters }) => {
    if (operation === 'terminate-idle-sessions') return idleStill(urlOf, parameters);
    if (operation === 'terminate-blocker') return stillBlocking(urlOf, parameters);
    throw unknown(operation);
  },
});

/** Carries out operations on PostgreSQL. */
export const postgresActionRunner = (urlOf: ConnectionUrl): ActionRunner => ({
  connector: 'postgres',
  inspect: async (task) => {
    const found = await postgresTargets(urlOf).look(task);
    // Ending what is left of the named sessions is as safe the second time.
    return { outcome: effectOn(found, {}, task), found };
  },
  run: async ({ operation, parameters }) => {
    if (operation === 'terminate-idle-sessions') return terminateIdleSessions(urlOf, parameters);
    if (operation === 'terminate-blocker') return terminateBlocker(urlOf, parameters);
    throw unknown(operation);
  },
});
