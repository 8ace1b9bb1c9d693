import { DiagnoseOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { diagnose } from './wiring.ts';

const logger = makeLogger('diagnose');

/** Diagnose: finds the cause from evidence. */
export const handler = async (event: unknown): Promise<DiagnoseOutput> => {
  const { incidentId, attempt } = StepInput.parse(event);
  const output = DiagnoseOutput.parse({ waitSeconds: 0, ...(await diagnose(incidentId, attempt)) });
  logger.info('incident diagnosed', { incidentId, attempt, ...output });
  return output;
};
