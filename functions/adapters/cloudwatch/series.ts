import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { KeptSeries, SeriesSource } from '../../core/ports/series-source.ts';
import { calling } from '../failures.ts';
import { type Measured, measuredOf, PERIOD } from './measured.ts';

/** Pages of one answer. */
const PAGES = 5;

const idOf = (place: number): string => `m${place}`;

const queryOf = ({ namespace, metric, stat, dimension }: Measured, place: number): MetricDataQuery => ({
  Id: idOf(place),
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: metric, Dimensions: [dimension] },
    Period: PERIOD,
    Stat: stat,
  },
});

const textOf = ({ namespace, metric, stat, dimension }: Measured, from: Date, to: Date): string =>
  `${stat} of ${namespace} ${metric} where ${dimension.Name} is ${dimension.Value}, each ${PERIOD} s, from ${from.toISOString()} to ${to.toISOString()}`;

/** A period counts when it is over: before, its sum is not yet all that there will be. */
const samplesIn = (results: readonly MetricDataResult[], per: number, to: Date): KeptSeries['samples'] =>
  results
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((at, i) => [at.getTime() / 1000 + PERIOD, (Values[i] ?? Number.NaN) / per] as const),
    )
    .filter(([at]) => at <= to.getTime() / 1000)
    .toSorted(([a], [b]) => a - b);

/** The last page says whether all of a metric has come; until then each says that it is only a part. */
const partlyIn = (results: readonly MetricDataResult[], more: boolean): string | undefined => {
  const last = results.at(-1);
  if (last === undefined) return 'it was not answered';
  const { StatusCode, Messages = [] } = last;
  if (more) return 'there is more than was read';
  if (StatusCode === undefined || StatusCode === 'Complete') return undefined;
  return [StatusCode, ...Messages.map(({ Value }) => Value)].join(': ');
};

/** What CloudWatch keeps of Lambda functions and SQS queues that the policy names. */
export const cloudWatchSeries = (client: CloudWatchClient): SeriesSource => ({
  name: 'cloudwatch',
  seriesOf: async (facts, from, to) => {
    const wanted = measuredOf(facts);
    if (wanted.length === 0) return [];
    return calling('cloudwatch', async () => {
      const results: MetricDataResult[] = [];
      let NextToken: string | undefined;
      let page = 0;
      do {
        const answer: GetMetricDataCommandOutput = await client.send(
          new GetMetricDataCommand({
            MetricDataQueries: wanted.map(queryOf),
            StartTime: from,
            EndTime: to,
            ScanBy: 'TimestampAscending',
            NextToken,
          }),
        );
        results.push(...(answer.MetricDataResults ?? []));
        NextToken = answer.NextToken;
        page += 1;
      } while (NextToken !== undefined && page < PAGES);
      return wanted.map((one, place): KeptSeries => {
        const own = results.filter(({ Id }) => Id === idOf(place));
        return {
          signal: one.signal,
          query: textOf(one, from, to),
          samples: samplesIn(own, one.per, to),
          partly: partlyIn(own, NextToken !== undefined),
        };
      });
    });
  },
});
