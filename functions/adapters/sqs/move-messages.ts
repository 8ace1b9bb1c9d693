import { hash } from 'node:crypto';
import { type Message, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import { SelfrightError } from '../../core/domain/errors.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import { effectOn } from '../../core/domain/target-state.ts';
import type { ActionRunner, Ran } from '../../core/ports/action-runner.ts';
import type { TargetReader } from '../../core/ports/target-reader.ts';
import type { ClientFor } from '../client-for.ts';
import { calling } from '../failures.ts';
import { type Held, isNamed, ORIGIN, originOf, passing, queueUrlOf } from './passing.ts';

const Parameters = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  /** The ids that they have, or under which they were first known, wherever they were moved since. */
  messages: z.array(z.string().min(1)).min(1).max(100),
});

const parametersIn = (given: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, given, 'parameters of move-messages');

/** Works with those of the named messages that wait in a queue; as soon as all are held, no more of it is passed. */
const withNamed = <T>(
  client: SQSClient,
  QueueUrl: string,
  named: readonly string[],
  work: (ours: readonly Message[], take: Held['take']) => Promise<T>,
): Promise<T> => {
  const oursIn = (messages: readonly Message[]) => messages.filter((message) => isNamed(message, named));
  return passing(
    client,
    QueueUrl,
    ({ messages, take }) => work(oursIn(messages), take),
    (messages) => oursIn(messages).length >= named.length,
  );
};

const look = async (client: SQSClient, given: JsonObject): Promise<JsonObject> => {
  const { from, messages } = parametersIn(given);
  const waiting = await withNamed(client, await queueUrlOf(client, from), messages, async (ours) => ours.length);
  return { waiting };
};

/** Sends a message as it is, with where it comes from; a FIFO queue takes the same move no second time. */
const send = async (client: SQSClient, QueueUrl: string, message: Message, key: string): Promise<void> => {
  const origin = originOf(message);
  const command = new SendMessageCommand({
    QueueUrl,
    MessageBody: message.Body,
    MessageAttributes: {
      ...message.MessageAttributes,
      [ORIGIN]: { DataType: 'String', StringValue: origin },
    },
    ...(QueueUrl.endsWith('.fifo') && {
      MessageGroupId: message.Attributes?.MessageGroupId ?? origin,
      MessageDeduplicationId: hash('sha256', `${key}/${origin}`),
    }),
  });
  await calling('sqs', () => client.send(command));
};

const move = async (client: SQSClient, given: JsonObject, key: string): Promise<Ran> => {
  const { from, to, messages: named } = parametersIn(given);
  const [source, sink] = [await queueUrlOf(client, from), await queueUrlOf(client, to)];
  // Whoever crashed between sending and removing has left a message in both: it is not sent again.
  const there = await withNamed(client, sink, named, async (ours) => ours.map(originOf));
  return withNamed(client, source, named, async (ours, take): Promise<Ran> => {
    const found = { waiting: ours.length };
    if (ours.length === 0)
      return { outcome: 'skipped', found, why: `none of the ${named.length} messages waits in ${from}` };
    const moved: string[] = [];
    try {
      for (const message of ours) {
        const origin = originOf(message);
        if (!there.includes(origin)) await send(client, sink, message, key);
        await take(message);
        moved.push(origin);
      }
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      // What was moved is part of the answer; an exception would lose it.
      const what = `stopped after ${moved.length} of ${ours.length} messages: ${error.message}`;
      return { outcome: 'failed', found: { ...found, moved }, error: what };
    }
    return { outcome: 'done', found, changed: { moved } };
  });
};

/** Reads how many of the named messages wait. */
export const queueTargets = (clientFor: ClientFor<SQSClient>): TargetReader => ({
  connector: 'queue',
  look: async (call) => look(clientFor(call), call.parameters),
});

/** Moves exactly the named messages from one queue to another. */
export const queueRunner = (clientFor: ClientFor<SQSClient>): ActionRunner => ({
  connector: 'queue',
  inspect: async (task) => {
    const found = await look(clientFor(task), task.parameters);
    return { outcome: effectOn(found, task.before, task), found };
  },
  run: async (task, key) => move(clientFor(task), task.parameters, key),
});
