import {
  DescribeAutomationExecutionsCommand,
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { documentRunner, documentTargets } from '../../../functions/adapters/ssm/run-document.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';

const ssm = mockClient(SSMClient);
const runner = documentRunner(
  () => new SSMClient({ region: 'us-east-1' }),
  async () => undefined,
);
const targets = documentTargets(() => new SSMClient({ region: 'us-east-1' }));

const BEFORE = { document: 'version 3, Active' };
const task = (before: Readonly<Record<string, string>> = BEFORE) => ({
  ...callOf('run-document', { document: 'RestartFleet', arguments: { Fleet: ['checkout'] } }),
  before,
});

const described = (part: { DocumentVersion?: string; DocumentType?: 'Automation' | 'Command' } = {}) =>
  ssm.on(DescribeDocumentCommand).resolves({
    Document: { DocumentVersion: '3', Status: 'Active', DocumentType: 'Automation', ...part },
  });

const ends = (...statuses: readonly ('InProgress' | 'Success' | 'Failed')[]) => {
  let on = ssm.on(GetAutomationExecutionCommand);
  for (const AutomationExecutionStatus of statuses) {
    on = on.resolvesOnce({
      AutomationExecution: { AutomationExecutionStatus, Outputs: { Restarted: ['2'] }, FailureMessage: 'no fleet' },
    });
  }
};

beforeEach(() => {
  ssm.reset();
  described();
  ssm.on(StartAutomationExecutionCommand).resolves({ AutomationExecutionId: 'exec-1' });
});

describe('running an Automation document', () => {
  it('runs the version that was planned, with exactly the arguments, and waits for its end', async () => {
    ends('InProgress', 'InProgress', 'Success');

    const ran = await runner.run(task(), 'INC-1/1/restart');

    expect(ran).toEqual({
      outcome: 'done',
      found: BEFORE,
      changed: { execution: 'exec-1', outputs: { Restarted: ['2'] } },
    });
    const [start] = ssm.commandCalls(StartAutomationExecutionCommand);
    expect(start?.args[0].input).toMatchObject({
      DocumentName: 'RestartFleet',
      DocumentVersion: '3',
      Parameters: { Fleet: ['checkout'] },
      ClientToken: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    });
  });

  it('gives the same key the same token, so that AWS starts it once, and another key another', async () => {
    ssm.on(GetAutomationExecutionCommand).resolves({ AutomationExecution: { AutomationExecutionStatus: 'Success' } });
    for (const key of ['a', 'a', 'b']) await runner.run(task(), key);

    const tokens = ssm.commandCalls(StartAutomationExecutionCommand).map(({ args }) => args[0].input.ClientToken);
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[0]).not.toBe(tokens[2]);
  });

  it('fails with what AWS says of an execution that failed', async () => {
    ends('Failed');

    expect(await runner.run(task(), 'key')).toEqual({
      outcome: 'failed',
      found: BEFORE,
      error: 'execution exec-1 ended as Failed: no fleet',
    });
  });

  it('fails, and starts nothing, when the document is no longer the one that the plan rests on', async () => {
    described({ DocumentVersion: '4' });

    expect(await runner.run(task(), 'key')).toMatchObject({
      outcome: 'failed',
      found: { document: 'version 4, Active' },
    });
    expect(ssm.commandCalls(StartAutomationExecutionCommand)).toEqual([]);
  });

  it('refuses what is no Automation document', async () => {
    described({ DocumentType: 'Command' });

    await expect(targets.look(task())).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('is retried when AWS cannot be reached', async () => {
    ssm.on(DescribeDocumentCommand).rejects(new Error('connect ECONNREFUSED'));

    await expect(targets.look(task())).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});

describe('asked after a crash', () => {
  const found = (...statuses: readonly ('InProgress' | 'Success' | 'Failed')[]) =>
    ssm.on(DescribeAutomationExecutionsCommand).resolves({
      AutomationExecutionMetadataList: statuses.map((AutomationExecutionStatus) => ({
        ...{ AutomationExecutionId: 'exec-1', AutomationExecutionStatus },
      })),
    });

  it.each([
    [[], 'not_done'],
    [['Success'], 'done'],
    [['InProgress'], 'unknown'],
    [['Failed'], 'unknown'],
  ] as const)('an execution that stands at %j is %s, and nothing is started', async (statuses, outcome) => {
    found(...statuses);

    expect((await runner.inspect(task(), 'key')).outcome).toBe(outcome);
    expect(ssm.commandCalls(StartAutomationExecutionCommand)).toEqual([]);
  });
});
