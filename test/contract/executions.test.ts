import { describe } from 'vitest';
import { inMemoryExecutions } from '../support/fakes/executions.ts';
import { recordingWorkflow } from '../support/fakes/workflow.ts';
import { executionsContract } from './executions.ts';

describe('executions in memory', () =>
  executionsContract(() => {
    const workflow = recordingWorkflow();
    const executions = inMemoryExecutions(workflow);
    return {
      executions,
      start: workflow.start,
      stop: async (id, attempt) => executions.end(id, attempt, 'ABORTED'),
    };
  }));
