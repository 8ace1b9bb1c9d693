import { StepInput, VerifyOutput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { verify } from './wiring.ts';

const logger = makeLogger('verify');

/** Verify recovery: one look at the declared conditions. */
export const handler = async (event: unknown): Promise<VerifyOutput> => {
  const { incidentId, attempt, looks = 0 } = StepInput.parse(event);
  const output = VerifyOutput.parse(await verify(incidentId, attempt, looks));
  logger.info('recovery looked at', { incidentId, attempt, ...output });
  return output;
};
