import { PlanOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { plan } from './wiring.ts';

const logger = makeLogger('plan');

/** Plan mitigation: chooses steps and targets, and lets the envelope judge them. */
export const handler = async (event: unknown): Promise<PlanOutput> => {
  const { incidentId, attempt } = StepInput.parse(event);
  const output = PlanOutput.parse(await plan(incidentId, attempt));
  logger.info('mitigation planned', { incidentId, attempt, ...output });
  return output;
};
