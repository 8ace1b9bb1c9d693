import { describe } from 'vitest';
import { recordingWorkflow } from '../support/fakes/workflow.ts';
import { workflowContract } from './workflow.ts';

describe('recording workflow', () =>
  workflowContract(() => {
    const workflow = recordingWorkflow();
    return {
      workflow,
      started: async () => workflow.started.map(({ id, ...input }) => ({ incidentId: id, ...input })),
    };
  }));
