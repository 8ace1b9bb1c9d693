import { type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';

const common = {
  Message: z.string(),
  MessageId: z.string(),
  Timestamp: z.iso.datetime(),
  TopicArn: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.base64(),
  SigningCertURL: z.string().optional(),
  /** How a Lambda's event spells it. */
  SigningCertUrl: z.string().optional(),
};

const confirmation = { ...common, Token: z.string(), SubscribeURL: z.string() };

/** The members of SNS's messages that it signs, and how. */
export const SignedMessage = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('Notification'), ...common, Subject: z.string().nullish() }),
  z.object({ Type: z.literal('SubscriptionConfirmation'), ...confirmation }),
  z.object({ Type: z.literal('UnsubscribeConfirmation'), ...confirmation }),
]);
export type SignedMessage = z.infer<typeof SignedMessage>;

const HASHES = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' } as const;

/** Name and value of each signed member on a line of its own, by name. */
const canonical = (message: SignedMessage): string => {
  const { Message, MessageId, Timestamp, TopicArn, Type } = message;
  const members: readonly (readonly [string, string | null | undefined])[] =
    message.Type === 'Notification'
      ? [
          ['Message', Message],
          ['MessageId', MessageId],
          ['Subject', message.Subject],
          ['Timestamp', Timestamp],
          ['TopicArn', TopicArn],
          ['Type', Type],
        ]
      : [
          ['Message', Message],
          ['MessageId', MessageId],
          ['SubscribeURL', message.SubscribeURL],
          ['Timestamp', Timestamp],
          ['Token', message.Token],
          ['TopicArn', TopicArn],
          ['Type', Type],
        ];
  return members.flatMap(([name, value]) => (value == null ? [] : [`${name}\n${value}\n`])).join('');
};

/** Whether the owner of the key signed the message. */
export const isSignedBy = (message: SignedMessage, key: KeyObject): boolean =>
  key.asymmetricKeyType === 'rsa' &&
  verify(
    HASHES[message.SignatureVersion],
    Buffer.from(canonical(message)),
    key,
    Buffer.from(message.Signature, 'base64'),
  );
