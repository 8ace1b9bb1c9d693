import { describe } from 'vitest';
import { recordingWaiting } from '../support/fakes/waiting-workflow.ts';
import { waitingWorkflowContract } from './waiting-workflow.ts';

describe('waiting executions in memory', () =>
  waitingWorkflowContract(() => {
    const waiting = recordingWaiting();
    return {
      waiting,
      wait: async () => waiting.wait(),
      told: async (token) => ({ outcome: waiting.answers.get(token) }),
    };
  }));
