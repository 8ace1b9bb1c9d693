import { ConfirmSubscriptionCommand, InvalidParameterException, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmSubscription } from '../../../../functions/adapters/sources/cloudwatch/confirm-subscription.ts';
import { TOPIC } from '../../../support/source-bodies/cloudwatch.ts';

const sns = mockClient(SNSClient);

beforeEach(() => void sns.reset());
afterEach(() => void sns.reset());

describe('a subscription', () => {
  it('is confirmed with its token, so that nobody unauthenticated can end it', async () => {
    sns.on(ConfirmSubscriptionCommand).resolves({ SubscriptionArn: `${TOPIC}:1` });

    const outcome = await confirmSubscription(TOPIC, 'token');

    expect(outcome).toBe('confirmed');
    expect(sns.commandCalls(ConfirmSubscriptionCommand).map(({ args }) => args[0].input)).toEqual([
      { TopicArn: TOPIC, Token: 'token', AuthenticateOnUnsubscribe: 'true' },
    ]);
  });

  it('is refused when the token is none', async () => {
    sns
      .on(ConfirmSubscriptionCommand)
      .rejects(new InvalidParameterException({ message: 'Invalid token', $metadata: {} }));

    const outcome = await confirmSubscription(TOPIC, 'token');

    expect(outcome).toBe('refused');
  });

  it('fails when SNS does not answer, so that it asks again', async () => {
    sns.on(ConfirmSubscriptionCommand).rejects(new Error('socket hang up'));

    const outcome = confirmSubscription(TOPIC, 'token');

    await expect(outcome).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
