import { AskInput, AskOutput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { ask, reread } from './wiring.ts';

const logger = makeLogger('ask');

/** Request approval: asks, and leaves the execution waiting. Without a token: what became of the question. */
export const handler = async (event: unknown): Promise<AskOutput | undefined> => {
  const { incidentId, attempt, taskToken } = AskInput.parse(event);
  const outcome =
    taskToken === undefined ? await reread(incidentId, attempt) : await ask(incidentId, attempt, taskToken);
  logger.info('approval requested', { incidentId, attempt, outcome });
  return taskToken === undefined ? AskOutput.parse({ outcome }) : undefined;
};
