import {
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { AskOutput } from '../../core/contracts/workflow.ts';
import type { WaitingWorkflow } from '../../core/ports/waiting-workflow.ts';
import { calling } from '../failures.ts';

/** Executions that wait under a task token. */
export const stepFunctionsWaiting = (client: SFNClient): WaitingWorkflow => ({
  answer: (taskToken, outcome) =>
    calling('step functions', async () => {
      const output: AskOutput = { outcome };
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
        return 'answered';
      } catch (error) {
        if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken)
          return 'gone';
        throw error;
      }
    }),
});
