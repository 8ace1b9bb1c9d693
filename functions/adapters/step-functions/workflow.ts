import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ExecutionInput } from '../../core/contracts/workflow.ts';
import type { Workflow } from '../../core/ports/workflow.ts';
import { calling } from '../failures.ts';

/** The state machine. The execution's name is incident and attempt, so a second start of the same attempt is none. */
export const stepFunctionsWorkflow = (client: SFNClient, stateMachineArn: string): Workflow => ({
  start: (incidentId, attempt, { undo = false } = {}) =>
    calling('step functions', async () => {
      const input: ExecutionInput = { incidentId, attempt, ...(undo && { undo }) };
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: `${incidentId}-${attempt}`,
            input: JSON.stringify(input),
          }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    }),
});
