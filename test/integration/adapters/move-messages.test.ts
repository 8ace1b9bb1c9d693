import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { queueRunner, queueTargets } from '../../../functions/adapters/sqs/move-messages.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { emulated } from '../../support/emulated.ts';

const client = new SQSClient(emulated());
const urls: string[] = [];

afterAll(async () => {
  for (const QueueUrl of urls) await client.send(new DeleteQueueCommand({ QueueUrl }));
  client.destroy();
});

/** A queue and its dead letters, both FIFO, with these orders waiting. */
const queues = async (...bodies: readonly string[]) => {
  const [from, to] = [`orders-${randomUUID()}.fifo`, `dead-${randomUUID()}.fifo`];
  const made: Record<string, string> = {};
  for (const QueueName of [from, to]) {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } }),
    );
    urls.push(QueueUrl);
    made[QueueName] = QueueUrl;
  }
  const ids: string[] = [];
  for (const MessageBody of bodies) {
    const { MessageId = '' } = await client.send(
      new SendMessageCommand({
        QueueUrl: made[from],
        MessageBody,
        MessageGroupId: MessageBody,
        MessageDeduplicationId: MessageBody,
        MessageAttributes: { tenant: { DataType: 'String', StringValue: 'harbour' } },
      }),
    );
    ids.push(MessageId);
  }
  const bodiesIn = async (queue: string) => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: made[queue],
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages.map(({ Body = '', MessageAttributes = {} }) => [Body, MessageAttributes['tenant']?.StringValue]);
  };
  const task = (messages: readonly (string | undefined)[], part: { from?: string; to?: string } = {}) => ({
    ...callOf('move-messages', { from, to, ...part, messages: messages.map((id) => id ?? '') }),
    before: { waiting: messages.length },
  });
  return { from, to, ids, bodiesIn, task, runner: queueRunner(() => client), targets: queueTargets(() => client) };
};

describe('moving messages from one queue to another', () => {
  it('moves exactly the named ones as they are, leaves the others in sight, and skips the second time', async () => {
    const { from, to, ids, bodiesIn, task, runner, targets } = await queues('poison', 'sound');
    const [poison] = ids;

    const before = await targets.look(task([poison]));
    const ran = await runner.run(task([poison]), 'key');
    const again = await runner.run(task([poison]), 'key');

    expect(before).toEqual({ waiting: 1 });
    expect(ran).toEqual({ outcome: 'done', found: { waiting: 1 }, changed: { moved: [poison] } });
    expect(await bodiesIn(from)).toEqual([['sound', 'harbour']]);
    expect(await bodiesIn(to)).toEqual([['poison', 'harbour']]);
    expect(again).toMatchObject({ outcome: 'skipped', found: { waiting: 0 } });
  });

  it('is undone by moving back what has got another id meanwhile', async () => {
    const { from, to, ids, bodiesIn, task, runner } = await queues('poison');
    await runner.run(task(ids), 'key');

    const back = await runner.run(task(ids, { from: to, to: from }), 'key/undo');

    expect(back).toMatchObject({ outcome: 'done', changed: { moved: ids } });
    expect(await bodiesIn(from)).toEqual([['poison', 'harbour']]);
    expect(await bodiesIn(to)).toEqual([]);
  });

  it('tells after a crash whether it has happened', async () => {
    const { ids, task, runner } = await queues('poison');

    const before = await runner.inspect(task(ids), 'key');
    await runner.run(task(ids), 'key');
    const after = await runner.inspect(task(ids), 'key');

    expect([before.outcome, after.outcome]).toEqual(['not_done', 'done']);
  });

  it('does not send again what a crash left in both', async () => {
    const { to, ids, bodiesIn, task, runner } = await queues('poison');
    const [url] = urls.slice(-1);
    await client.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: 'poison',
        MessageGroupId: 'poison',
        MessageDeduplicationId: 'somebody-else',
        MessageAttributes: { 'selfright-origin': { DataType: 'String', StringValue: ids[0] ?? '' } },
      }),
    );

    const ran = await runner.run(task(ids), 'another key');

    expect(ran).toMatchObject({ outcome: 'done', changed: { moved: ids } });
    expect(await bodiesIn(to)).toHaveLength(1);
  });

  it('refuses a queue that is not there, and parameters that name nothing', async () => {
    const { ids, task, runner } = await queues('sound');

    await expect(runner.run(task(ids, { to: 'no-such-queue' }), 'key')).rejects.toMatchObject({
      name: 'ContractViolation',
    });
    await expect(runner.run(task([]), 'key')).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
