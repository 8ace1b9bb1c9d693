import * as z from 'zod';
import type { Round } from '../core/usecases/keep-watch.ts';
import { makeLogger } from '../runtime/logger.ts';
import { keepWatch, setRounds } from './wiring.ts';

const logger = makeLogger('keep-watch');
const FromSchedule = z.object({ source: z.literal('aws.events') });

/** One round of the watch over ourselves; the one of each minute also sets those that come before the next. */
export const handler = async (event: unknown): Promise<Round> => {
  const rounds = FromSchedule.safeParse(event).success ? await setRounds() : 0;
  const round = await keepWatch();
  logger.info('watch kept', { ...round, rounds });
  return round;
};
