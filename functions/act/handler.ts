import { ActOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { act } from './wiring.ts';

const logger = makeLogger('act');

/** Run actions: one step of the plan, through the gate. */
export const handler = async (event: unknown): Promise<ActOutput> => {
  const { incidentId, attempt, step = 0 } = StepInput.parse(event);
  const output = ActOutput.parse({ outcome: await act(incidentId, attempt, step) });
  logger.info('action run', { incidentId, attempt, ...output });
  return output;
};
