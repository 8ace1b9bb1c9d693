import {
  type EventSourceMappingConfiguration,
  type LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import type { EventSources } from '../../core/ports/event-sources.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import { calling } from '../failures.ts';

const Parameters = z.object({ functionName: z.string().min(1), queue: z.string().min(1), enabled: z.boolean() });

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> => {
  const read = Parameters.safeParse(given);
  if (read.success) return read.data;
  throw new ContractViolation(`parameters of switch-mapping: ${z.prettifyError(read.error)}`);
};

const isOn = ({ State = '' }: EventSourceMappingConfiguration): boolean =>
  /^(Enabled|Enabling|Creating|Updating)$/.test(State);

const mappingOf = (client: LambdaClient, functionName: string, queue: string) =>
  calling('lambda', async () => {
    const list = new ListEventSourceMappingsCommand({ FunctionName: functionName });
    const { EventSourceMappings = [] } = await client.send(list);
    return EventSourceMappings.find(({ EventSourceArn = '' }) => EventSourceArn.endsWith(`:${queue}`));
  });

const needed = async (client: LambdaClient, functionName: string, queue: string) => {
  const mapping = await mappingOf(client, functionName, queue);
  if (mapping !== undefined) return mapping;
  throw new ContractViolation(`nothing feeds ${functionName} from ${queue}`);
};

/** Event source mappings as Lambda keeps them. */
export const lambdaEventSources = (client: LambdaClient): EventSources => ({
  feed: async (functionName, queueName) => {
    const mapping = await mappingOf(client, functionName, queueName);
    return mapping && { enabled: isOn(mapping), state: mapping.State ?? 'unknown' };
  },
});

/** Reads whether a Lambda is fed from a queue. */
export const eventSourceTargets = (client: LambdaClient): TargetReader => ({
  connector: 'event-source',
  look: async ({ parameters }) => {
    const { functionName, queue } = parametersIn(parameters);
    return { enabled: isOn(await needed(client, functionName, queue)) };
  },
});

/** Lets a Lambda be fed from a queue, or pauses that. */
export const eventSourceRunner = (client: LambdaClient): ActionRunner => ({
  connector: 'event-source',
  run: async ({ parameters }): Promise<Ran> => {
    const { functionName, queue, enabled } = parametersIn(parameters);
    const mapping = await needed(client, functionName, queue);
    const found = { enabled: isOn(mapping) };
    if (found.enabled === enabled)
      return { outcome: 'skipped', found, why: `it is ${enabled ? 'enabled' : 'disabled'}` };
    const update = new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: enabled });
    await calling('lambda', () => client.send(update));
    return { outcome: 'done', found, changed: { enabled } };
  },
});
