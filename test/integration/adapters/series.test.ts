import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, describe } from 'vitest';
import { cloudWatchSeries } from '../../../functions/adapters/cloudwatch/series.ts';
import { seriesSourceContract } from '../../contract/series-source.ts';
import { emulated } from '../../support/emulated.ts';

const client = new CloudWatchClient(emulated());
afterAll(() => client.destroy());

const MINUTE = 60;

// The emulator takes metrics in the name of AWS, which AWS itself would keep to itself.
describe('kept series in CloudWatch', () =>
  seriesSourceContract(() => ({
    source: cloudWatchSeries(client),
    err: async (perSecond) => {
      const name = `test-${crypto.randomUUID()}`;
      await client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/Lambda',
          MetricData: perSecond.map(([end, value]) => ({
            MetricName: 'Errors',
            Dimensions: [{ Name: 'FunctionName', Value: name }],
            Timestamp: new Date((end - MINUTE + 1) * 1000),
            Value: value * MINUTE,
          })),
        }),
      );
      return name;
    },
  })));
