import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownStack } from '../support/own-stack.ts';
import { calm, proves, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();
const lambda = new LambdaClient({
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const liveVersion = async (): Promise<string | undefined> =>
  (await lambda.send(new GetAliasCommand({ FunctionName: 'storefront-payments', Name: 'live' }))).FunctionVersion;

describe('api-503', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => proves(outputs));

  it('is found in the release below the alerting service, undone on the alias, measured and closed', async () => {
    const good = await liveVersion();

    const incident = await story(outputs, {
      hurt: async () => {
        await trigger(outputs, 'api-503');
        expect(await liveVersion()).not.toBe(good);
      },
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured', service: 'checkout' });
    expect(incident.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'api-503' } });
    expect(incident.actions).toMatchObject([{ step: 'restore-version', result: 'done' }]);
    expect(await liveVersion()).toBe(good);
  });
});
