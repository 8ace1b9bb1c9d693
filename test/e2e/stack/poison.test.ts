import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { proves } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = inject('outputs');
const sqs = new SQSClient({
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

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
