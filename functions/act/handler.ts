import { ActOutput, RollBackOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { act, rollBack } from './wiring.ts';

const logger = makeLogger('act');

/** Run actions and Roll back: the one Lambda that may change a target, one step or one undoing through the gate. */
export const handler = async (event: unknown): Promise<ActOutput | RollBackOutput> => {
  const { incidentId, attempt, step = 0, rollBack: mode } = StepInput.parse(event);
  const output =
    mode === undefined
      ? ActOutput.parse({ outcome: await act(incidentId, attempt, step) })
      : RollBackOutput.parse({ outcome: await rollBack(incidentId, attempt, mode) });
  logger.info(mode === undefined ? 'action run' : 'rolled back', { incidentId, attempt, ...output });
  return output;
};
