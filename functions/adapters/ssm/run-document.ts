import { hash } from 'node:crypto';
import {
  DescribeAutomationExecutionsCommand,
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  type SSMClient,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { ActionRunner, Inspected, Ran } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ClientFor } from '../client-for.ts';
import { calling } from '../failures.ts';

const Parameters = z.object({
  document: z.string().min(1),
  arguments: z.record(z.string(), z.array(z.string())),
});
const Before = z.object({ document: z.string() });

/** Rests between two looks at an execution; whoever runs it gives it up in time. */
export type Rest = () => Promise<void>;

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, given, 'parameters of run-document');

/** Which version of the document would run, and whether it may. */
const look = async (client: SSMClient, given: JsonObject): Promise<JsonObject & { readonly document: string }> => {
  const { document: Name } = parametersIn(given);
  const described = await calling('automation', () => client.send(new DescribeDocumentCommand({ Name })));
  const { DocumentVersion = 'unknown', Status = 'unknown', DocumentType } = described.Document ?? {};
  if (DocumentType !== 'Automation') throw new ContractViolation(`${Name} is no Automation document`);
  return { document: `version ${DocumentVersion}, ${Status}` };
};

/** One tag for each key, by which the execution is found again after a crash. */
const tagOf = (key: string): string => `selfright-${hash('sha256', key).slice(0, 32)}`;

/** The same key always gives the same token, with which AWS starts only once; it must look like a UUID. */
const tokenOf = (key: string): string =>
  hash('sha256', key)
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const UNDER_WAY = new Set([
  'Pending',
  'InProgress',
  'Waiting',
  'Cancelling',
  'PendingApproval',
  'Scheduled',
  'RunbookInProgress',
  'PendingChangeCalendarOverride',
]);

const untilOver = async (client: SSMClient, id: string, found: JsonObject, rest: Rest): Promise<Ran> => {
  for (;;) {
    const command = new GetAutomationExecutionCommand({ AutomationExecutionId: id });
    const { AutomationExecution: at } = await calling('automation', () => client.send(command));
    const status = at?.AutomationExecutionStatus ?? 'unknown';
    if (status === 'Success' || status === 'CompletedWithSuccess') {
      return { outcome: 'done', found, changed: { execution: id, outputs: at?.Outputs ?? {} } };
    }
    if (!UNDER_WAY.has(status)) {
      return {
        outcome: 'failed',
        found,
        error: `execution ${id} ended as ${status}: ${at?.FailureMessage ?? 'no reason given'}`,
      };
    }
    await rest();
  }
};

const run = async (client: SSMClient, given: JsonObject, before: JsonObject, key: string, rest: Rest): Promise<Ran> => {
  const { document: DocumentName, arguments: Arguments } = parametersIn(given);
  const rested = agreed(Before, before, 'state before run-document');
  const found = await look(client, given);
  if (found.document !== rested.document) {
    return {
      outcome: 'failed',
      found,
      error: `${DocumentName} is ${found.document}; the plan rests on ${rested.document}`,
    };
  }
  const started = await calling('automation', () =>
    client.send(
      new StartAutomationExecutionCommand({
        DocumentName,
        DocumentVersion: /^version (\d+),/.exec(found.document)?.[1],
        Parameters: Arguments,
        ClientToken: tokenOf(key),
        Tags: [{ Key: tagOf(key), Value: 'selfright' }],
      }),
    ),
  );
  if (started.AutomationExecutionId === undefined)
    throw new ContractViolation(`${DocumentName} was started without an id`);
  return untilOver(client, started.AutomationExecutionId, found, rest);
};

const inspect = async (client: SSMClient, given: JsonObject, key: string): Promise<Inspected> => {
  const { document } = parametersIn(given);
  const Filters = [{ Key: 'TagKey' as const, Values: [tagOf(key)] }];
  const { AutomationExecutionMetadataList: [one] = [] } = await calling('automation', () =>
    client.send(new DescribeAutomationExecutionsCommand({ Filters })),
  );
  if (one === undefined) return { outcome: 'not_done', found: { document, execution: null } };
  const status = one.AutomationExecutionStatus ?? 'unknown';
  // One that goes on, or that failed on its way, has changed nobody knows what.
  return {
    outcome: status === 'Success' || status === 'CompletedWithSuccess' ? 'done' : 'unknown',
    found: { document, execution: one.AutomationExecutionId ?? null, status },
  };
};

/** Reads which version of an Automation document would run. */
export const documentTargets = (clientFor: ClientFor<SSMClient>): TargetReader => ({
  connector: 'ssm',
  look: async (call) => look(clientFor(call), call.parameters),
});

/** Runs Automation documents, each start once, and waits for their end. */
export const documentRunner = (clientFor: ClientFor<SSMClient>, rest: Rest): ActionRunner => ({
  connector: 'ssm',
  inspect: async (task, key) => inspect(clientFor(task), task.parameters, key),
  run: async (task, key) => run(clientFor(task), task.parameters, task.before, key, rest),
});
