import { type LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ClientFor } from '../client-for.ts';
import { calling } from '../failures.ts';
import { isOn, mappingOf } from './event-sources.ts';

const Parameters = z.object({ functionName: z.string().min(1), queue: z.string().min(1), enabled: z.boolean() });

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, given, 'parameters of switch-mapping');

const needed = async (client: LambdaClient, functionName: string, queue: string) => {
  const mapping = await mappingOf(client, functionName, queue);
  if (mapping !== undefined) return mapping;
  throw new ContractViolation(`nothing feeds ${functionName} from ${queue}`);
};

/** Reads whether a function is fed from a queue. */
export const eventSourceTargets = (clientFor: ClientFor<LambdaClient>): TargetReader => ({
  connector: 'event-source',
  look: async (call) => {
    const { functionName, queue } = parametersIn(call.parameters);
    return { enabled: isOn(await needed(clientFor(call), functionName, queue)) };
  },
});

/** Lets a function be fed from a queue, or pauses that. */
export const eventSourceRunner = (clientFor: ClientFor<LambdaClient>): ActionRunner => ({
  connector: 'event-source',
  inspect: async (task) => {
    const found = await eventSourceTargets(clientFor).look(task);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task): Promise<Ran> => {
    const { functionName, queue, enabled } = parametersIn(task.parameters);
    const client = clientFor(task);
    const mapping = await needed(client, functionName, queue);
    const found = { enabled: isOn(mapping) };
    if (found.enabled === enabled) {
      return { outcome: 'skipped', found, why: `it is ${enabled ? 'enabled' : 'disabled'} already` };
    }
    const update = new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: enabled });
    await calling('lambda', () => client.send(update));
    return { outcome: 'done', found, changed: { enabled } };
  },
});
