import { randomUUID } from 'node:crypto';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { emulated } from './emulated.ts';
import { tinyZip } from './tiny-zip.ts';

/** A function with two published versions. */
export const releasedFunction = async () => {
  const client = new LambdaClient(emulated());
  const functionName = `scratch-${randomUUID().slice(0, 8)}`;
  const named = { FunctionName: functionName };
  const wait = { client, maxWaitTime: 20, minDelay: 1 };
  await client.send(
    new CreateFunctionCommand({
      ...named,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/scratch',
      Code: { ZipFile: tinyZip('index.js', 'exports.handler = async () => ({ ok: true });') },
      Environment: { Variables: { RELEASE: '1' } },
    }),
  );
  await waitUntilFunctionActiveV2(wait, named);
  await client.send(new PublishVersionCommand(named));
  await client.send(new UpdateFunctionConfigurationCommand({ ...named, Environment: { Variables: { RELEASE: '2' } } }));
  await waitUntilFunctionUpdatedV2(wait, named);
  await client.send(new PublishVersionCommand(named));

  return {
    client,
    functionName,
    /** A new alias that names the second version. */
    alias: async () => {
      const name = `live-${randomUUID().slice(0, 8)}`;
      const alias = { ...named, Name: name };
      await client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '2' }));
      return {
        name,
        now: async () => {
          const { FunctionVersion, RevisionId, RoutingConfig } = await client.send(new GetAliasCommand(alias));
          return {
            version: FunctionVersion ?? '',
            revision: RevisionId ?? '',
            weights: RoutingConfig?.AdditionalVersionWeights ?? {},
          };
        },
        point: async (version: string, weights: Record<string, number> = {}) => {
          const RoutingConfig = { AdditionalVersionWeights: weights };
          await client.send(new UpdateAliasCommand({ ...alias, FunctionVersion: version, RoutingConfig }));
        },
      };
    },
    drop: async () => {
      await client.send(new DeleteFunctionCommand(named));
      client.destroy();
    },
  };
};
