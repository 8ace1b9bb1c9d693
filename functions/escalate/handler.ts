import { EscalateOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { escalate } from './wiring.ts';

const logger = makeLogger('escalate');

/** Escalate: hands the incident to people. */
export const handler = async (event: unknown): Promise<EscalateOutput> => {
  const { incidentId, attempt, reason } = StepInput.parse(event);
  const output = EscalateOutput.parse({ outcome: await escalate(incidentId, attempt, reason) });
  logger.info('incident escalated', { incidentId, attempt, ...output });
  return output;
};
