import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, describe } from 'vitest';
import { cloudWatchLogs } from '../../../functions/adapters/cloudwatch-logs/logs.ts';
import { logsContract } from '../../contract/logs.ts';
import { emulated } from '../../support/emulated.ts';

const client = new CloudWatchLogsClient(emulated());
const made: string[] = [];

afterAll(async () => {
  for (const logGroupName of made) await client.send(new DeleteLogGroupCommand({ logGroupName }));
  client.destroy();
});

describe('logs in CloudWatch', () =>
  logsContract(() => ({
    logs: cloudWatchLogs(client),
    write: async (lines) => {
      const name = `test-${crypto.randomUUID()}`;
      const logGroupName = `/aws/lambda/${name}`;
      made.push(logGroupName);
      await client.send(new CreateLogGroupCommand({ logGroupName }));
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'live' }));
      const logEvents = lines
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, text }) => ({ timestamp: at * 1000, message: text }));
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'live', logEvents }));
      return name;
    },
  })));
