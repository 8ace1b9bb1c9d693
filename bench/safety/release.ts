import {
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { PAYMENTS } from '../../localstack/storefront.ts';
import { emulated } from './record.ts';
import type { Stage } from './scenario.ts';

const { functionName: FunctionName, alias: Name } = PAYMENTS;

const withLambda = async <T>({ outputs }: Stage, work: (client: LambdaClient) => Promise<T>): Promise<T> => {
  const client = new LambdaClient(emulated(outputs.endpointUrl));
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
};

/** The version of payments that is live, asked of the alias itself and not through Selfright. */
export const liveVersion = (stage: Stage): Promise<string> =>
  withLambda(stage, async (client) => {
    const { FunctionVersion = '' } = await client.send(new GetAliasCommand({ FunctionName, Name }));
    return FunctionVersion;
  });

export const goLive = (stage: Stage, version: string): Promise<void> =>
  withLambda(stage, async (client) => {
    await client.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: version }));
  });

export const deleteVersion = (stage: Stage, version: string): Promise<void> =>
  withLambda(stage, async (client) => {
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: version }));
  });

/** Publishes payments with this bank behind it, and leaves the draft as it was. */
export const publishWithBank = (stage: Stage, bankUrl: string): Promise<string> =>
  withLambda(stage, async (client) => {
    const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const before = { ...Environment?.Variables };
    const redraft = async (Variables: Record<string, string>) => {
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
      await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { FunctionName });
    };
    await redraft({ ...before, ACQUIRER_URL: bankUrl });
    const { Version } = await client.send(new PublishVersionCommand({ FunctionName }));
    await redraft(before);
    if (Version === undefined) throw new Error('publishing payments gave no version');
    return Version;
  });

/** Opens or closes the bank that the usual release asks. */
export const usualBank = async ({ outputs }: Stage, how: 'open' | 'closed'): Promise<void> => {
  const bank = Object.values(outputs.storefront).find(({ service }) => service === 'acquirer');
  if (bank === undefined) throw new Error('the shop has no bank');
  const answer = await fetch(`${bank.url}/internal/down`, { method: how === 'closed' ? 'POST' : 'DELETE' });
  if (!answer.ok) throw new Error(`the bank does not get ${how}: ${answer.status}`);
};
