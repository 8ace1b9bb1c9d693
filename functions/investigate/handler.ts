import { InvestigationDue } from '../core/contracts/investigation-due.ts';
import { logger, takeUp } from './wiring.ts';

/** Has a model look at what an entry of a timeline calls for. Nobody waits for it. */
export const handler = async (event: unknown): Promise<void> => {
  const { incidentId, seq } = InvestigationDue.parse(event);
  logger.info('investigation due', { incidentId, seq, outcome: await takeUp(incidentId, seq) });
};
