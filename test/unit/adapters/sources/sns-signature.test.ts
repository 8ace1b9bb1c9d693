import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateAddress } from '../../../../functions/adapters/sources/cloudwatch/auth.ts';
import { cloudwatch } from '../../../../functions/adapters/sources/cloudwatch/source.ts';
import type { Presented } from '../../../../functions/adapters/sources/source.ts';
import { bytes } from '../../../support/payloads.ts';
import { presented } from '../../../support/presented.ts';
import { anSnsMessage, anSnsQuestion, signedBySns, TOPIC } from '../../../support/source-bodies/cloudwatch.ts';

const sns = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const validity = { validFrom: new Date('2026-01-01'), validTo: new Date('2027-01-01') };

const asked = (message: unknown, part: Partial<Presented> = {}) =>
  cloudwatch.authenticate(
    presented({
      rawBody: bytes(message),
      topics: [TOPIC],
      certificate: async () => ({ publicKey: sns.publicKey, ...validity }),
      ...part,
    }),
  );

const signed = (message: Record<string, unknown> = anSnsMessage()) => signedBySns(message, sns.privateKey);

describe('the signature of sns', () => {
  it.each([
    ['a notification, version 1', anSnsMessage('x', { SignatureVersion: '1' })],
    ['a notification, version 2', anSnsMessage()],
    ['a notification without a subject', anSnsMessage('x', { Subject: undefined })],
    ['a question', anSnsQuestion()],
    ['an end', anSnsQuestion('UnsubscribeConfirmation')],
  ])('is accepted on %s', async (_, message) => {
    const answer = await asked(signed(message));

    expect(answer).toBe(true);
  });

  it('is accepted with the other spelling of the certificate’s address', async () => {
    const { SigningCertURL, ...message }: Record<string, unknown> = signed();

    const answer = await asked({ ...message, SigningCertUrl: SigningCertURL });

    expect(answer).toBe(true);
  });

  it.each(['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'])(
    'refuses a message whose %s was changed',
    async (member) => {
      const changed: Record<string, unknown> = { ...signed(), [member]: 'arn:aws:sns:eu-central-1:111122223333:other' };

      const answer = await asked(changed, { topics: [TOPIC, String(changed['TopicArn'])] });

      expect(answer).toBe(false);
    },
  );

  it('refuses the key of somebody else', async () => {
    const answer = await asked(signedBySns(anSnsMessage(), stranger.privateKey));

    expect(answer).toBe(false);
  });

  it('refuses a key that is no RSA key', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');

    const answer = await asked(signed(), { certificate: async () => ({ publicKey, ...validity }) });

    expect(answer).toBe(false);
  });

  it('refuses a topic that is not expected before anything is fetched', async () => {
    const fetched: URL[] = [];

    const answer = await asked(signed(), {
      topics: [`${TOPIC}-other`],
      certificate: async (address) => {
        fetched.push(address);
        return undefined;
      },
    });

    expect(answer).toBe(false);
    expect(fetched).toEqual([]);
  });

  it.each([
    ['long ago', '2026-05-04T06:00:00.000Z'],
    ['in the future', '2026-05-04T08:30:00.000Z'],
  ])('refuses a message that was sent %s', async (_, Timestamp) => {
    const answer = await asked(signed(anSnsMessage('x', { Timestamp })));

    expect(answer).toBe(false);
  });

  it.each([
    ['not yet', { validFrom: new Date('2026-06-01'), validTo: new Date('2027-01-01') }],
    ['no longer', { validFrom: new Date('2025-01-01'), validTo: new Date('2026-05-01') }],
  ])('refuses a certificate that holds %s', async (_, until) => {
    const answer = await asked(signed(), { certificate: async () => ({ publicKey: sns.publicKey, ...until }) });

    expect(answer).toBe(false);
  });

  it('refuses when there is no certificate at the address', async () => {
    const answer = await asked(signed(), { certificate: async () => undefined });

    expect(answer).toBe(false);
  });

  it('fails when the certificate cannot be had now, so that SNS comes again', async () => {
    const answer = asked(signed(), { certificate: () => Promise.reject(new Error('no route')) });

    await expect(answer).rejects.toThrow('no route');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', ''],
    ['no signature', JSON.stringify({ ...signed(), Signature: undefined })],
    ['a signature that is no base64', JSON.stringify({ ...signed(), Signature: '%%%' })],
    ['another version', JSON.stringify({ ...signed(), SignatureVersion: '3' })],
    ['no address', JSON.stringify({ ...signed(), SigningCertURL: undefined })],
  ])('refuses %s', async (_, body) => {
    const answer = await asked(body);

    expect(answer).toBe(false);
  });
});

describe('the address of a certificate', () => {
  it.each([
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b2c3d.pem',
    'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0.pem',
  ])('is accepted: %s', (address) => {
    const url = certificateAddress(address);

    expect(url?.href).toBe(address);
  });

  it.each([
    'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com.example.org/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com@example.org/SimpleNotificationService-0.pem',
    'https://example.org/sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.s3.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.s3-us-west-2.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com:444/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem?x=/',
    'https://sns.eu-central-1.amazonaws.com/a/../SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
    'https://SNS.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://169.254.169.254/SimpleNotificationService-0.pem',
    'no address',
    undefined,
  ])('refuses %s', (address) => {
    const url = certificateAddress(address);

    expect(url).toBeUndefined();
  });
});
