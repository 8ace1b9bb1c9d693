import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import type { Executions } from '../../core/ports/executions.ts';
import { calling } from '../failures.ts';

/** Executions of the state machine, found by their name: incident and attempt. */
export const stepFunctionsExecutions = (client: SFNClient, stateMachineArn: string): Executions => ({
  stateOf: (id, attempt) =>
    calling('step functions', async () => {
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}-${attempt}`;
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return status ?? 'MISSING';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'MISSING';
        throw error;
      }
    }),
});
