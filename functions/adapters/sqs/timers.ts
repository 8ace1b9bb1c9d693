import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { TimerMessage } from '../../core/contracts/timer.ts';
import { instant, plusSeconds } from '../../core/domain/time.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Timers } from '../../core/ports/timers.ts';
import { calling } from '../failures.ts';

/** The longest that SQS delays a message, in seconds; a timer beyond it comes by early and is sent on. */
const LONGEST_DELAY = 900;

/** Timers as delayed messages. */
export const sqsTimers = (client: SQSClient, queueUrl: string, clock: Clock): Timers => ({
  after: (seconds, timer) =>
    calling('sqs', async () => {
      const wait = Math.max(0, seconds);
      const message: TimerMessage = { due: plusSeconds(instant(clock()), wait), timer };
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(message),
          // Rounded up: a delay counts whole seconds, and a message that comes too early would be sent again.
          DelaySeconds: Math.min(LONGEST_DELAY, Math.ceil(wait)),
        }),
      );
    }),
});
