import { makeClient } from '../../cli/client.ts';
import { readStack } from '../../cli/stack.ts';
import { fillConnections } from '../../localstack/connections.ts';
import { contextFor } from '../../localstack/context.ts';
import type { Outputs } from '../../localstack/outputs.ts';
import { isAlive, recordsOf } from '../../localstack/processes.ts';
import { functionNamed } from '../intake/strike.ts';
import { kill, workersOf } from '../intake/workers.ts';
import { type Gateway, openGateway } from './gateway.ts';
import type { Stage } from './scenario.ts';

/** The Lambdas that scenarios kill, by the ids of their constructs. */
const KILLED = { act: 'WorkflowAct', verify: 'WorkflowVerify', plan: 'WorkflowPlan' } as const;

/** Where nothing stands between Selfright and its database: nothing can be waited for there. */
const NO_GATEWAY: Gateway = {
  port: 0,
  lay: () => {
    throw new Error('no gateway stands before the database of this stack');
  },
  met: () => 0,
  close: () => undefined,
};

/** The stack itself, and its processes; Selfright goes its usual way to the database. */
export const plainStage = async (home: string, outputs: Outputs): Promise<Stage> => {
  const emulator = recordsOf(home).find((record) => record.name === 'emulator' && isAlive(record));
  if (emulator === undefined) throw new Error('the stack is not our own: none of its processes is killed');
  const names = new Map<string, string>();
  for (const [lambda, id] of Object.entries(KILLED)) names.set(lambda, await functionNamed(outputs.endpointUrl, id));
  return {
    home,
    outputs,
    client: makeClient(readStack({ ...process.env, SELFRIGHT_HOME: home })),
    gateway: NO_GATEWAY,
    signal: (name, signal) => {
      const record = recordsOf(home).find((one) => one.name === name && isAlive(one));
      if (record === undefined) throw new Error(`the stack has no process ${name}`);
      process.kill(record.pid, signal);
    },
    strike: (lambda) => kill(workersOf(emulator.pid, names.get(lambda) ?? lambda)),
  };
};

/** Puts the gateway between Selfright and its database, and finds the processes that are to be killed. */
export const setStage = async (home: string, outputs: Outputs): Promise<Stage> => {
  const stage = await plainStage(home, outputs);
  const context = contextFor(home, outputs.endpointUrl);
  if (context === undefined) throw new Error('the stack is not our own: its database is left alone');
  const databaseUrl = new URL(context.databaseUrl);
  const gateway = await openGateway(Number(databaseUrl.port));
  databaseUrl.port = String(gateway.port);
  await fillConnections(outputs.endpointUrl, { ...context, databaseUrl: databaseUrl.href });
  return { ...stage, gateway };
};
