import { ContractViolation } from '../../../core/domain/errors.ts';
import { calling } from '../../failures.ts';

/** Answers SNS that a topic's messages are wanted here. */
export type ConfirmSubscription = (topic: string, token: string) => Promise<'confirmed' | 'refused'>;

const regionOf = (topic: string): string | undefined => topic.split(':')[3] || undefined;

/**
 * Confirms through the API of SNS, never by fetching an address from a message. From then on only somebody who may do
 * so in AWS can end the subscription, not whoever sees an unsubscribe link.
 */
export const confirmSubscription: ConfirmSubscription = async (topic, token) => {
  // Loaded when it is needed, which is once in a subscription's life.
  const { ConfirmSubscriptionCommand, SNSClient } = await import('@aws-sdk/client-sns');
  const region = regionOf(topic);
  const client = new SNSClient(region === undefined ? {} : { region });
  try {
    await calling('sns', () =>
      client.send(new ConfirmSubscriptionCommand({ TopicArn: topic, Token: token, AuthenticateOnUnsubscribe: 'true' })),
    );
    return 'confirmed';
  } catch (error) {
    if (error instanceof ContractViolation) return 'refused';
    throw error;
  } finally {
    client.destroy();
  }
};
