import { CloseOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { close } from './wiring.ts';

const logger = makeLogger('close');

/** Close: ends what recovered or was only observed. */
export const handler = async (event: unknown): Promise<CloseOutput> => {
  const { incidentId, attempt } = StepInput.parse(event);
  const output = CloseOutput.parse({ outcome: await close(incidentId, attempt) });
  logger.info('incident closed', { incidentId, attempt, ...output });
  return output;
};
