import type { Round } from '../core/usecases/keep-watch.ts';
import { makeLogger } from '../runtime/logger.ts';
import { keepWatch } from './wiring.ts';

const logger = makeLogger('keep-watch');

/** One round of the watch over ourselves; the schedule's event says nothing that it needs. */
export const handler = async (): Promise<Round> => {
  const round = await keepWatch();
  logger.info('watch kept', { ...round });
  return round;
};
