import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ClientFor } from '../client-for.ts';
import { calling } from '../failures.ts';
import { ssmParameterHistory } from './parameters.ts';

const Parameters = z.object({ name: z.string().min(1), value: z.string().min(1) });
const Before = z.object({ value: z.string() });

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, given, 'parameters of set-parameter');

const currentOf = async (client: SSMClient, name: string): Promise<{ readonly value: string }> => {
  const current = (await ssmParameterHistory(client).history(name)).at(-1);
  if (current !== undefined) return { value: current.value };
  throw new ContractViolation(`there is no parameter ${name}`);
};

/** Reads which value a parameter has. */
export const parameterTargets = (clientFor: ClientFor<SSMClient>): TargetReader => ({
  connector: 'parameter',
  look: async (call) => currentOf(clientFor(call), parametersIn(call.parameters).name),
});

/** Gives a parameter a value, if it still has the one that this rests on. */
export const parameterRunner = (clientFor: ClientFor<SSMClient>): ActionRunner => ({
  connector: 'parameter',
  inspect: async (task) => {
    const found = await currentOf(clientFor(task), parametersIn(task.parameters).name);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task): Promise<Ran> => {
    const { name, value } = parametersIn(task.parameters);
    const client = clientFor(task);
    const rested = agreed(Before, task.before, 'state before set-parameter');
    const found = await currentOf(client, name);
    if (found.value === value) return { outcome: 'skipped', found, why: `${name} has that value already` };
    if (found.value !== rested.value) {
      return { outcome: 'failed', found, error: `${name} was changed since; its value is not the planned one` };
    }
    // Its type stays what it is; a value that is set is a new version, so that the old one stays in the history.
    const put = new PutParameterCommand({ Name: name, Value: value, Overwrite: true });
    await calling('parameters', () => client.send(put));
    return { outcome: 'done', found, changed: { value } };
  },
});
