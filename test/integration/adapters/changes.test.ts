import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { cloudFormationChanges } from '../../../functions/adapters/cloudformation/changes.ts';
import { lambdaChanges } from '../../../functions/adapters/lambda/changes.ts';
import { emulated } from '../../support/emulated.ts';
import { releasedFunction } from '../../support/released-function.ts';

const HOUR = 3_600_000;
const [since, until] = [new Date(Date.now() - HOUR), new Date(Date.now() + HOUR)];
const facts = { mode: 'auto', calls: [] } as const;

describe('changes that CloudFormation shows', () => {
  const client = new CloudFormationClient(emulated());

  it('are what was finished in the stack of the service, in the time asked for', async () => {
    const stackName = `scratch-${randomUUID().slice(0, 8)}`;
    const template = { Resources: { Work: { Type: 'AWS::SQS::Queue' } } };
    await client.send(new CreateStackCommand({ StackName: stackName, TemplateBody: JSON.stringify(template) }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 20, minDelay: 1 }, { StackName: stackName });
    const { changesOf } = cloudFormationChanges(client);
    const service = { ...facts, cloudformation: { stackName } };

    const found = await changesOf('orders', service, since, until);
    const before = await changesOf('orders', service, new Date(0), since);
    await client.send(new DeleteStackCommand({ StackName: stackName }));

    expect(found.map(({ summary }) => summary)).toContain('CREATE_COMPLETE of Work (AWS::SQS::Queue)');
    expect(
      found.every(({ service: of, kind, source }) => of + kind + source === 'ordersinfrastructurecloudformation'),
    ).toBe(true);
    expect(before).toEqual([]);
  });

  it('are none for a service without a stack, and an error for a stack that is not there', async () => {
    const { changesOf } = cloudFormationChanges(client);

    expect(await changesOf('orders', facts, since, until)).toEqual([]);
    const absent = { ...facts, cloudformation: { stackName: 'no-such-stack' } };
    await expect(changesOf('orders', absent, since, until)).rejects.toThrow('cloudformation');
  });
});

describe('changes that Lambda shows', () => {
  it('are the versions that were published, with where the alias points', async () => {
    const { client, functionName, alias, drop } = await releasedFunction();
    const { name } = await alias();
    const { changesOf } = lambdaChanges(client);
    const service = { ...facts, lambda: { functionName, alias: name } };

    const found = await changesOf('payments', service, since, until);
    const before = await changesOf('payments', service, new Date(0), since);
    await drop();

    expect(found.map(({ summary }) => summary)).toEqual([
      `version 1 of ${functionName} was published; ${name} points elsewhere`,
      `version 2 of ${functionName} was published; ${name} points to it`,
    ]);
    expect(before).toEqual([]);
  });
});
