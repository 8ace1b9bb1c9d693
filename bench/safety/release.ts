import { setTimeout as delay } from 'node:timers/promises';
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
import * as z from 'zod';
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

/** Publishes payments with these variables, and leaves the draft as it was. */
const publishWith = (stage: Stage, variables: Readonly<Record<string, string>>): Promise<string> =>
  withLambda(stage, async (client) => {
    const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const before = { ...Environment?.Variables };
    const redraft = async (Variables: Record<string, string>) => {
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
      await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { FunctionName });
    };
    await redraft({ ...before, ...variables });
    const { Version } = await client.send(new PublishVersionCommand({ FunctionName }));
    await redraft(before);
    if (Version === undefined) throw new Error('publishing payments gave no version');
    return Version;
  });

/** Publishes payments with this bank behind it. */
export const publishWithBank = (stage: Stage, bankUrl: string): Promise<string> =>
  publishWith(stage, { ACQUIRER_URL: bankUrl });

/**
 * Releases payments as it is, as a version that has never failed: what earlier scenarios did to the one before would count
 * against it. Comes back once it has answered well for a while.
 */
export const releaseGood = async (stage: Stage): Promise<string> => {
  const good = await publishWith(stage, { RELEASED_FOR: new Date().toISOString() });
  await goLive(stage, good);
  await untilAnswered(stage, good);
  return good;
};

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.coerce.number()]) })) }),
});

const PATIENCE_MS = 60_000;
/** More than it takes for a version to be called one that answers well. */
const ENOUGH_CALLS = 20;

const untilAnswered = async ({ outputs }: Stage, version: string): Promise<void> => {
  const query = `sum(increase(dependency_requests_total{dependency="payments",version="${version}",outcome="ok"}[1m]))`;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${outputs.prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`);
    const [calls] = Answer.parse(await answer.json()).data.result;
    if ((calls?.value[1] ?? 0) >= ENOUGH_CALLS) return;
    if (Date.now() > until) throw new Error(`version ${version} of payments does not get to answer`);
    await delay(500);
  }
};

/** Opens or closes the bank that the usual release asks. */
export const usualBank = async ({ outputs }: Stage, how: 'open' | 'closed'): Promise<void> => {
  const bank = Object.values(outputs.storefront).find(({ service }) => service === 'acquirer');
  if (bank === undefined) throw new Error('the shop has no bank');
  const answer = await fetch(`${bank.url}/internal/down`, { method: how === 'closed' ? 'POST' : 'DELETE' });
  if (!answer.ok) throw new Error(`the bank does not get ${how}: ${answer.status}`);
};
