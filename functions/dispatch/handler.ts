import { entriesIn, StreamBatch } from './stream.ts';
import { dispatch, logger } from './wiring.ts';

/** Notes and wakes for every timeline entry that the table's stream tells of. */
export const handler = async (event: unknown): Promise<void> => {
  const { written, others } = entriesIn(StreamBatch.parse(event).Records);
  const dispatched = await dispatch(written);
  logger.info('entries dispatched', { entries: written.length, others, ...dispatched });
};
