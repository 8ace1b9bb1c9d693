import {
  type EventSourceMappingConfiguration,
  type LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import type { EventSources } from '../../core/ports/event-sources.ts';
import { calling } from '../failures.ts';

/** What is on, or on its way there: a mapping takes moments to change. */
const ON = /^(Enabled|Enabling|Creating|Updating)$/;

export const isOn = ({ State = '' }: EventSourceMappingConfiguration): boolean => ON.test(State);

/** The mapping that feeds a function from a queue, by the queue's name. */
export const mappingOf = (client: LambdaClient, functionName: string, queueName: string) =>
  calling('lambda', async () => {
    const list = new ListEventSourceMappingsCommand({ FunctionName: functionName });
    const { EventSourceMappings = [] } = await client.send(list);
    return EventSourceMappings.find(({ EventSourceArn = '' }) => EventSourceArn.endsWith(`:${queueName}`));
  });

/** Event source mappings as Lambda keeps them. */
export const lambdaEventSources = (client: LambdaClient): EventSources => ({
  feed: async (functionName, queueName) => {
    const mapping = await mappingOf(client, functionName, queueName);
    return mapping && { enabled: isOn(mapping), state: mapping.State ?? 'unknown' };
  },
});
