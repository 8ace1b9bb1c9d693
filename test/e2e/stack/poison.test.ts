import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { proves } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const emulator = {
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const sqs = new SQSClient(emulator);
const s3 = new S3Client({ ...emulator, forcePathStyle: true });

describe('a poison message', () => {
  it('ends in the dead-letter queue without stopping its neighbours', async () => {
    const poison = `poison ${crypto.randomUUID()}`;
    await sqs.send(new SendMessageCommand({ QueueUrl: outputs.queueUrl, MessageBody: poison }));
    const neighbour = await sendAlerts(outputs, '{"version":"4","groupKey":"quiet","truncatedAlerts":0,"alerts":[]}');
    const { receiptId } = z.object({ receiptId: z.string() }).parse(await neighbour.json());

    const state = await until('the neighbour is taken', 60, async () => {
      const receipt = z
        .object({ state: z.string() })
        .parse(await (await apiOf(outputs).call(`/receipts/${receiptId}`)).json());
      return receipt.state === 'queued' ? undefined : receipt.state;
    });
    const dead = await until('the poison is dead-lettered', 120, async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: outputs.dlqUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
      );
      return Messages.find(({ Body }) => Body === poison);
    });

    expect(state).toBe('recorded');
    expect(dead.Body).toBe(poison);
    await proves(outputs);
  });
});

const run = promisify(execFile);

const selfright = async (...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, SELFRIGHT_HOME: outputs.home };
  return (await run('bin/selfright', [...args], { env })).stdout;
};

describe('a dead letter', () => {
  it('is taken in after all when it is sent back, and its receipt tells both', async () => {
    const receiptId = `RCP-01KJQ0${randomBytes(10).toString('hex').toUpperCase()}`;
    const whole = { receiptId, source: 'generic', receivedAt: new Date().toISOString() };
    const MessageBody = JSON.stringify({ ...whole, claimed: true });
    await sqs.send(new SendMessageCommand({ QueueUrl: outputs.queueUrl, MessageBody }));
    const receiptIn = (state: string) =>
      until(`the receipt is ${state}`, 120, async () => {
        const answer = await apiOf(outputs).call(`/receipts/${receiptId}`);
        const receipt = z.looseObject({ state: z.string().optional() }).parse(await answer.json());
        return receipt.state === state ? receipt : undefined;
      });
    const dead = await receiptIn('dead_lettered');
    const listed = await until('it is listed', 60, async () => {
      const out = await selfright('dlq', 'list');
      return out.includes(receiptId) ? out : undefined;
    });

    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const Bucket = Buckets.find(({ Name }) => Name?.includes('bodies'))?.Name;
    const body = '{"alerts":[{"name":"x","severity":"none","startsAt":"2026-03-02T10:00:00Z"}]}';
    const Body = JSON.stringify({ ...whole, body });
    await s3.send(new PutObjectCommand({ Bucket, Key: `notifications/${receiptId}`, Body }));
    await selfright('dlq', 'redrive', '--id', receiptId);

    expect(dead).toMatchObject({ reason: 'intake_refused', why: expect.stringContaining('not where it was put') });
    expect(listed).toContain('not where it was put');
    expect(await receiptIn('recorded')).toMatchObject({ redrivenAt: expect.any(String), reason: 'severity_none' });
    expect(await selfright('dlq', 'list')).not.toContain(receiptId);
    await proves(outputs);
  });
});
