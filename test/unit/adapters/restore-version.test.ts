import { GetAliasCommand, LambdaClient, LambdaServiceException, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { lambdaActionRunner } from '../../../functions/adapters/lambda/restore-version.ts';
import { aStep } from '../../support/builders.ts';

const STEP = aStep({
  connector: 'lambda',
  operation: 'restore-version',
  parameters: { functionName: 'payments', alias: 'live', from: '2', to: '1', revision: 'r2' },
});

const refusal = (name: string) =>
  new LambdaServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

/** A Lambda whose alias is seen as given, look by look, and whose moves are refused. */
const refusing = (name: string, ...looks: readonly { FunctionVersion: string; RevisionId: string }[]) => {
  const client = mockClient(new LambdaClient({ region: 'us-east-1' }));
  for (const look of looks) client.on(GetAliasCommand).resolvesOnce(look);
  const last = looks.at(-1);
  if (last) client.on(GetAliasCommand).resolves(last);
  looks.reduce((chain, look) => chain.resolvesOnce(look), client.on(GetAliasCommand));
  client.on(UpdateAliasCommand).rejects(refusal(name));
  return lambdaActionRunner(client as unknown as LambdaClient);
};

const PLANNED = { FunctionVersion: '2', RevisionId: 'r2' };

describe('restoring a version that something else restores too', () => {
  it('fails when the alias went elsewhere between look and move', async () => {
    const runner = refusing('PreconditionFailedException', PLANNED, { FunctionVersion: '3', RevisionId: 'r3' });

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { version: '3', revision: 'r3' } });
  });

  it('skips when the alias went where it should between look and move', async () => {
    const runner = refusing('PreconditionFailedException', PLANNED, { FunctionVersion: '1', RevisionId: 'r3' });

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'skipped', found: { version: '1' } });
  });

  it('fails when the version to restore is not there any more', async () => {
    const runner = refusing('ResourceNotFoundException', PLANNED);

    const ran = await runner.run(STEP, 'key');

    expect(ran).toMatchObject({ outcome: 'failed', error: 'version 1 is not there any more' });
  });

  it('fails as unavailable when Lambda throttles', async () => {
    const runner = refusing('TooManyRequestsException', PLANNED);

    const ran = runner.run(STEP, 'key');

    await expect(ran).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
