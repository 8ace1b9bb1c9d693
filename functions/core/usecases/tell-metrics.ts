import type { PipelineHealth } from '../domain/pipeline.ts';
import { exposition } from '../domain/tally/exposition.ts';
import { COUNTED, type CountedName, FROM_ZERO, READ, type ReadName, type Sample } from '../domain/tally/metrics.ts';
import { secondsBetween } from '../domain/time.ts';
import type { Tallies } from '../ports/tallies.ts';
import type { ReadPipeline } from './read-pipeline.ts';

type Read = Sample<ReadName>;

const read = (metric: ReadName, value: number | undefined, ...labels: readonly string[]): readonly Read[] =>
  value === undefined ? [] : [{ metric, labels, value }];

const roundOf = ({ round, at }: PipelineHealth): readonly Read[] => {
  if (round === undefined) return [];
  const { startedAt, failed, stuck, behind, reconciled, deadLetters = {} } = round;
  return [
    ...read('selfright_watch_round_age_seconds', secondsBetween(startedAt, at)),
    ...read('selfright_watch_parts_failed', failed.length),
    ...read('selfright_receipts_stuck', stuck),
    ...read('selfright_deliveries_behind', behind),
    ...read('selfright_reconciled_alerts', reconciled?.listed, 'listed'),
    ...read('selfright_reconciled_alerts', reconciled?.missed, 'missed'),
    ...read('selfright_reconciled_alerts', reconciled?.gone, 'gone'),
    ...read('selfright_alertmanagers_unanswered', reconciled?.unanswered.length),
    ...Object.entries(deadLetters).flatMap(([queue, count]) => read('selfright_dead_letters', count, queue)),
  ];
};

/** The pipeline's health as numbers; what is not known is absent, and not 0. */
export const pipelineSamples = (health: PipelineHealth): readonly Read[] => [
  ...read('selfright_queue_notifications', health.queue.waiting, 'waiting'),
  ...read('selfright_queue_notifications', health.queue.underWay, 'under_way'),
  ...roundOf(health),
  ...read('selfright_drill_latency_seconds', health.drill?.latency),
  ...health.heartbeats.flatMap(({ source, name, at, silent }) => [
    ...read('selfright_heartbeat_age_seconds', secondsBetween(at, health.at), source, name),
    ...read('selfright_heartbeat_silent', silent ? 1 : 0, source, name),
  ]),
  ...health.quarantine.flatMap(({ source, reason, count }) =>
    read('selfright_quarantined_total', count, source, reason),
  ),
];

const notYetCounted = (totals: readonly Sample<CountedName>[]): readonly Sample<CountedName>[] => {
  const known = new Set(totals.map(({ metric, labels }) => [metric, ...labels].join(' ')));
  return FROM_ZERO.filter((series) => !known.has(series.join(' '))).map(([metric, ...labels]) => ({
    metric,
    labels,
    value: 0,
  }));
};

export interface TellMetricsDeps {
  readonly tallies: Pick<Tallies, 'totals'>;
  readonly pipeline: ReadPipeline;
}

/** Every number of ours in the text format of Prometheus: from what was counted along, never from a scan. */
export const makeTellMetrics =
  ({ tallies, pipeline }: TellMetricsDeps) =>
  async (): Promise<string> => {
    const [totals, health] = await Promise.all([tallies.totals(), pipeline()]);
    return exposition({ ...COUNTED, ...READ }, [...totals, ...notYetCounted(totals), ...pipelineSamples(health)]);
  };

export type TellMetrics = ReturnType<typeof makeTellMetrics>;
