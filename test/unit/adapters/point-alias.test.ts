import {
  GetAliasCommand,
  LambdaClient,
  LambdaServiceException,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { lambdaActionRunner } from '../../../functions/adapters/lambda/connector.ts';
import { anAliasStep } from '../../support/builders.ts';

const STEP = anAliasStep();

const PLANNED = { FunctionVersion: '2', RevisionId: 'r2' };

const refusal = (name: string) =>
  new LambdaServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

interface Look {
  readonly FunctionVersion: string;
  readonly RevisionId: string;
}

/** A Lambda whose moves are refused, and whose alias is seen first as planned and then as given. */
const refusing = (name: string, then: Look = PLANNED) => {
  const client = new LambdaClient({ region: 'us-east-1' });
  const answers = mockClient(client);
  answers.on(GetAliasCommand).resolvesOnce(PLANNED).resolves(then);
  answers.on(ListVersionsByFunctionCommand).resolves({ Versions: [{ Version: '1' }, { Version: '2' }] });
  answers.on(UpdateAliasCommand).rejects(refusal(name));
  return lambdaActionRunner(() => client);
};

describe('restoring a version that something else restores too', () => {
  it('fails when the alias went elsewhere between look and move', async () => {
    const runner = refusing('PreconditionFailedException', { FunctionVersion: '3', RevisionId: 'r3' });

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { version: '3', revision: 'r3' } });
  });

  it('skips when the alias went where it should between look and move', async () => {
    const runner = refusing('PreconditionFailedException', { FunctionVersion: '1', RevisionId: 'r3' });

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'skipped', found: { version: '1' } });
  });

  it('fails when the version to restore is not there any more', async () => {
    const runner = refusing('ResourceNotFoundException');

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', error: 'version 1 is not there any more' });
  });

  it('fails where the version was deleted, without asking a Lambda that would take it all the same', async () => {
    const client = new LambdaClient({ region: 'us-east-1' });
    const answers = mockClient(client);
    answers.on(GetAliasCommand).resolves(PLANNED);
    answers.on(ListVersionsByFunctionCommand).resolves({ Versions: [{ Version: '2' }] });

    const ran = await lambdaActionRunner(() => client).run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', error: 'version 1 is not there any more' });
    expect(answers.commandCalls(UpdateAliasCommand)).toHaveLength(0);
  });

  it('fails as unavailable when Lambda throttles', async () => {
    const runner = refusing('TooManyRequestsException');

    const ran = runner.run(STEP, 'key');

    await expect(ran).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
