import type { DrillRun } from '../core/usecases/run-drill.ts';
import { makeLogger } from '../runtime/logger.ts';
import { runDrill } from './wiring.ts';

const logger = makeLogger('drill');

/** Sends us a notification as a source does, and follows the one before. */
export const handler = async (): Promise<DrillRun> => {
  const run = await runDrill();
  logger.info('drill run', { ...run });
  return run;
};
