import { randomUUID } from 'node:crypto';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { stepFunctionsWaiting } from '../../../functions/adapters/step-functions/waiting-workflow.ts';
import { waitingWorkflowContract } from '../../contract/waiting-workflow.ts';
import { emulated } from '../../support/emulated.ts';
import { until } from '../../support/until.ts';

/** A state machine that says its token into a queue and waits; its output is what it is told. */
const waitingMachine = async () => {
  const sqs = new SQSClient(emulated());
  const client = new SFNClient(emulated());
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `scratch-${randomUUID()}` }));
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl, MessageBody: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: 60,
        End: true,
      },
    },
  };
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: `scratch-${randomUUID()}`,
      roleArn: 'arn:aws:iam::000000000000:role/scratch',
      definition: JSON.stringify(definition),
    }),
  );
  const executions = new Map<string, string | undefined>();
  return {
    waiting: stepFunctionsWaiting(client),
    wait: async () => {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
      const token = await until('the execution waits', 20, async () => {
        const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
        return Messages?.[0]?.Body;
      });
      executions.set(token, executionArn);
      return token;
    },
    told: (token: string) =>
      until('the execution goes on', 20, async () => {
        const executionArn = executions.get(token);
        const { output } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return output === undefined ? undefined : (JSON.parse(output) as unknown);
      }),
  };
};

describe('waiting executions of Step Functions', () => {
  waitingWorkflowContract(waitingMachine);

  it('fails as unavailable where nothing listens', async () => {
    const client = new SFNClient({ ...emulated(), endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });

    const answer = stepFunctionsWaiting(client).answer('token', 'approved');

    await expect(answer).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
