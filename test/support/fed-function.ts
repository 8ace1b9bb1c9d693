import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { emulated } from './emulated.ts';

/** A queue that feeds a function of a test. */
export const fedFunction = async (lambda: LambdaClient, functionName: string) => {
  const sqs = new SQSClient(emulated());
  const queueName = `scratch-${crypto.randomUUID().slice(0, 8)}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queueName }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const EventSourceArn = Attributes?.['QueueArn'];
  const { UUID } = await lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: functionName, EventSourceArn, Enabled: true }),
  );
  return {
    queueName,
    enable: async (enabled: boolean) => {
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: enabled }));
    },
    drop: async () => {
      await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      sqs.destroy();
    },
  };
};
