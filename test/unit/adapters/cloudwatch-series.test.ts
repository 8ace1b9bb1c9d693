import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { cloudWatchSeries } from '../../../functions/adapters/cloudwatch/series.ts';

const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:10:00Z')];
const minute = (n: number) => new Date(from.getTime() + n * 60_000);
const lambda = { functionName: 'pay"} or vector(1) #', alias: 'live' };

const answering = () => {
  const client = new CloudWatchClient({ region: 'eu-west-1' });
  return { aws: mockClient(client), source: cloudWatchSeries(client) };
};

describe('series that CloudWatch keeps', () => {
  it('are asked for by metric and dimension, so that no name can change a question', async () => {
    const { aws, source } = answering();
    aws.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });

    await source.seriesOf({ lambda, queue: { name: 'work', deadLetterName: 'dead' } }, from, to);

    const [call] = aws.commandCalls(GetMetricDataCommand);
    const queries = call?.args[0].input.MetricDataQueries ?? [];
    expect(queries.every(({ Expression, MetricStat }) => Expression === undefined && MetricStat !== undefined)).toBe(
      true,
    );
    expect(queries.map(({ MetricStat }) => MetricStat?.Metric?.MetricName)).toEqual([
      'Invocations',
      'Errors',
      'Throttles',
      'Duration',
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
    ]);
    expect(queries[0]?.MetricStat?.Metric?.Dimensions).toEqual([{ Name: 'FunctionName', Value: lambda.functionName }]);
  });

  it('are put together from all pages, in the unit of their names', async () => {
    const { aws, source } = answering();
    aws
      .on(GetMetricDataCommand)
      .resolvesOnce({
        MetricDataResults: [
          { Id: 'm1', Timestamps: [minute(0)], Values: [120], StatusCode: 'PartialData' },
          { Id: 'm3', Timestamps: [minute(0)], Values: [250], StatusCode: 'Complete' },
        ],
        NextToken: 'more',
      })
      .resolvesOnce({
        MetricDataResults: [{ Id: 'm1', Timestamps: [minute(1)], Values: [0], StatusCode: 'Complete' }],
      });

    const series = await source.seriesOf({ lambda }, from, to);

    const start = from.getTime() / 1000;
    expect(series[1]).toMatchObject({ signal: 'lambda_errors_per_second', partly: undefined });
    expect(series[1]?.samples).toEqual([
      [start + 60, 2],
      [start + 120, 0],
    ]);
    expect(series[3]).toMatchObject({ signal: 'lambda_duration_seconds_avg', samples: [[start + 60, 0.25]] });
  });

  it('say what of them is not there, and keep what is', async () => {
    const { aws, source } = answering();
    aws.on(GetMetricDataCommand).resolves({
      MetricDataResults: [
        { Id: 'm0', Timestamps: [minute(0)], Values: [60], StatusCode: 'PartialData' },
        { Id: 'm1', StatusCode: 'Forbidden', Messages: [{ Code: 'x', Value: 'not yours' }] },
      ],
    });

    const series = await source.seriesOf({ lambda }, from, to);

    expect(series.map(({ samples, partly }) => [samples.length, partly])).toEqual([
      [1, 'PartialData'],
      [0, 'Forbidden: not yours'],
      [0, 'it was not answered'],
      [0, 'it was not answered'],
    ]);
  });

  it('are told as a part where there are more pages than are read', async () => {
    const { aws, source } = answering();
    const page = { MetricDataResults: [{ Id: 'm0', Timestamps: [minute(0)], Values: [60] }], NextToken: 'always' };
    aws.on(GetMetricDataCommand).resolves(page);

    const [first] = await source.seriesOf({ lambda }, from, to);

    expect(first?.partly).toBe('there is more than was read');
    expect(aws.commandCalls(GetMetricDataCommand)).toHaveLength(5);
  });

  it('fail in our own words', async () => {
    const { aws, source } = answering();
    aws.on(GetMetricDataCommand).rejects(new Error('no route'));

    await expect(source.seriesOf({ lambda }, from, to)).rejects.toMatchObject({ name: 'DependencyUnavailable' });
    expect(await source.seriesOf({}, from, to)).toEqual([]);
  });
});
