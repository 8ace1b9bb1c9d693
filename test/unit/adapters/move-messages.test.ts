import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { queueRunner, queueTargets } from '../../../functions/adapters/sqs/move-messages.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';

const sqs = mockClient(SQSClient);
const client = new SQSClient({ region: 'us-east-1' });
const runner = queueRunner(() => client);
const targets = queueTargets(() => client);

const [FROM, TO] = ['orders.fifo', 'dead.fifo'];

/** What waits in each queue; what is received is hidden until it is let go. */
let queues: Map<string, { readonly message: Message; hidden: boolean }[]>;

const waiting = (queue: string) => (queues.get(queue) ?? []).map(({ message }) => message.Body);
const hidden = (queue: string) => (queues.get(queue) ?? []).filter((one) => one.hidden).length;

const put = (queue: string, id: string, part: Partial<Message> = {}) =>
  queues.get(queue)?.push({
    message: { MessageId: id, ReceiptHandle: `${queue} ${id}`, Body: `body of ${id}`, ...part },
    hidden: false,
  });

const handled = (queue: string, handle: string | undefined) =>
  (queues.get(queue) ?? []).find(({ message }) => message.ReceiptHandle === handle);

beforeEach(() => {
  queues = new Map([FROM, TO].map((queue) => [queue, []]));
  sqs.reset();
  sqs.on(GetQueueUrlCommand).callsFake(({ QueueName = '' }) => {
    if (queues.has(QueueName)) return { QueueUrl: QueueName };
    throw Object.assign(new Error('no such queue'), { name: 'QueueDoesNotExist', $fault: 'client' });
  });
  sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl = '' }) => {
    const seen = (queues.get(QueueUrl) ?? []).filter((one) => !one.hidden).slice(0, 10);
    for (const one of seen) one.hidden = true;
    return { Messages: seen.map(({ message }) => message) };
  });
  sqs.on(ChangeMessageVisibilityBatchCommand).callsFake(({ QueueUrl = '', Entries = [] }) => {
    for (const { ReceiptHandle } of Entries) {
      const one = handled(QueueUrl, ReceiptHandle);
      if (one) one.hidden = false;
    }
    return {};
  });
  sqs.on(DeleteMessageCommand).callsFake(({ QueueUrl = '', ReceiptHandle }) => {
    queues.set(
      QueueUrl,
      (queues.get(QueueUrl) ?? []).filter(({ message }) => message.ReceiptHandle !== ReceiptHandle),
    );
    return {};
  });
  sqs.on(SendMessageCommand).callsFake(({ QueueUrl = '', MessageBody: Body, MessageAttributes }) => {
    put(QueueUrl, `new-${sqs.commandCalls(SendMessageCommand).length}`, { Body, MessageAttributes });
    return {};
  });
});

const task = (messages: readonly string[], part: { readonly from?: string; readonly to?: string } = {}) => ({
  ...callOf('move-messages', { from: FROM, to: TO, ...part, messages: [...messages] }),
  before: { waiting: messages.length },
});

describe('moving messages from one queue to another', () => {
  it('moves exactly the named ones, lets go whatever it passed, and skips the second time', async () => {
    for (const id of ['poison', ...Array.from({ length: 12 }, (_, i) => `sound-${i}`)]) put(FROM, id);

    const before = await targets.look(task(['poison']));
    const ran = await runner.run(task(['poison']), 'key');
    const again = await runner.run(task(['poison']), 'key');

    expect(before).toEqual({ waiting: 1 });
    expect(ran).toEqual({ outcome: 'done', found: { waiting: 1 }, changed: { moved: ['poison'] } });
    expect(waiting(TO)).toEqual(['body of poison']);
    expect([waiting(FROM).length, hidden(FROM), hidden(TO)]).toEqual([12, 0, 0]);
    expect(again).toMatchObject({ outcome: 'skipped', found: { waiting: 0 } });
  });

  it('knows what was moved back by the id that it has now, too', async () => {
    const origin = { 'selfright-origin': { DataType: 'String', StringValue: 'first' } };
    put(FROM, 'second', { MessageAttributes: origin });

    const ran = await runner.run(task(['second']), 'key');

    expect(ran).toMatchObject({ outcome: 'done', changed: { moved: ['first'] } });
    expect([waiting(FROM), waiting(TO)]).toEqual([[], ['body of second']]);
  });

  it('passes no more of a queue than it must', async () => {
    for (const id of ['poison', ...Array.from({ length: 30 }, (_, i) => `sound-${i}`)]) put(FROM, id);

    await targets.look(task(['poison']));

    expect(sqs.commandCalls(ReceiveMessageCommand)).toHaveLength(1);
    expect(hidden(FROM)).toBe(0);
  });

  it('is undone by moving back what has got another id meanwhile', async () => {
    put(FROM, 'poison');
    await runner.run(task(['poison']), 'key');

    const back = await runner.run(task(['poison'], { from: TO, to: FROM }), 'key/undo');

    expect(back).toMatchObject({ outcome: 'done', changed: { moved: ['poison'] } });
    expect([waiting(FROM), waiting(TO)]).toEqual([['body of poison'], []]);
  });

  it('tells after a crash whether it has happened, and does not send again what the crash left in both', async () => {
    put(FROM, 'poison');
    put(TO, 'copy', { MessageAttributes: { 'selfright-origin': { DataType: 'String', StringValue: 'poison' } } });

    const before = await runner.inspect(task(['poison']), 'key');
    const ran = await runner.run(task(['poison']), 'key');
    const after = await runner.inspect(task(['poison']), 'key');

    expect([before.outcome, ran.outcome, after.outcome]).toEqual(['not_done', 'done', 'done']);
    expect(waiting(TO)).toHaveLength(1);
  });

  it('keeps what it had moved when it fails half-way, and lets go the rest', async () => {
    put(FROM, 'one');
    put(FROM, 'two');
    sqs.on(SendMessageCommand).resolvesOnce({}).rejectsOnce(new Error('connect ECONNREFUSED'));

    const ran = await runner.run(task(['one', 'two']), 'key');

    expect(ran).toMatchObject({ outcome: 'failed', found: { waiting: 2, moved: ['one'] } });
    expect([waiting(FROM), hidden(FROM)]).toEqual([['body of two'], 0]);
  });

  it('refuses a queue that is not there, and parameters that name nothing', async () => {
    await expect(runner.run(task(['one'], { to: 'none' }), 'key')).rejects.toMatchObject({ name: 'ContractViolation' });
    await expect(runner.run(task([]), 'key')).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
