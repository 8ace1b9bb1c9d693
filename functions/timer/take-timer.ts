import type { SQSRecord } from 'aws-lambda';
import { TimerMessage } from '../core/contracts/timer.ts';
import type { FireTimer } from '../core/usecases/fire-timer.ts';
import type { Logger } from '../runtime/logger.ts';

export interface TakeTimerDeps {
  readonly fire: FireTimer;
  readonly logger: Logger;
}

/** Takes one timer from the queue. What is no timer fails, and lies with the dead letters in the end. */
export const makeTakeTimer =
  ({ fire, logger }: TakeTimerDeps) =>
  async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      const { due, timer } = TimerMessage.parse(JSON.parse(body));
      logger.info('timer fired', { ...timer, due, outcome: await fire(due, timer) });
    } catch (error) {
      logger.error('timer failed', { messageId, error: error instanceof Error ? error : new Error(String(error)) });
      throw error;
    }
  };
