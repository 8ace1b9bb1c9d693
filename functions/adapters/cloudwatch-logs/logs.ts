import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogLine } from '../../core/domain/engine/log-template.ts';
import type { Logs } from '../../core/ports/logs.ts';
import { calling } from '../failures.ts';
import { wordsOfLine } from './line.ts';

/** Pages of one answer; a page may be empty although there is more. */
const PAGES = 5;

/** The logs of Lambda functions that the policy names, in CloudWatch Logs. */
export const cloudWatchLogs = (client: CloudWatchLogsClient): Logs => ({
  linesOf: async ({ lambda }, from, to, most) =>
    lambda === undefined
      ? undefined
      : calling('cloudwatch logs', async () => {
          const logGroupName = `/aws/lambda/${lambda.functionName}`;
          const query = `${logGroupName} from ${from.toISOString()} to ${to.toISOString()}`;
          const lines: LogLine[] = [];
          let until = from.getTime();
          let nextToken: string | undefined;
          try {
            for (let page = 0; page < PAGES; page += 1) {
              const answer: FilterLogEventsCommandOutput = await client.send(
                new FilterLogEventsCommand({
                  logGroupName,
                  startTime: from.getTime(),
                  endTime: to.getTime(),
                  limit: most - lines.length,
                  nextToken,
                }),
              );
              const events = answer.events ?? [];
              for (const { timestamp = 0, message = '' } of events) {
                until = Math.max(until, timestamp);
                const text = wordsOfLine(message);
                if (text !== undefined) lines.push({ at: timestamp / 1000, text });
              }
              nextToken = answer.nextToken;
              // The emulator tells no next page: as many as were wanted may be fewer than there are.
              if (nextToken === undefined && events.length < most) return { query, lines, until: to.getTime() / 1000 };
              if (nextToken === undefined || lines.length >= most) break;
            }
          } catch (error) {
            if (error instanceof ResourceNotFoundException) return undefined;
            throw error;
          }
          return { query, lines, until: until / 1000 };
        }),
});
