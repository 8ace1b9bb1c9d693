import type { OperationCall, Telemetry, TraceSummary } from '../../functions/core/domain/engine/telemetry.ts';
import { numberIn, parseCsv } from './csv.ts';

const MICROSECONDS = 1e6;

/** The places of the columns that are read. */
const EDGE_HEADS = {
  caller: 'parent_service',
  callerOperation: 'parent_op',
  service: 'service',
  operation: 'op',
  count: 'count',
  mean: 'mean_us',
  exclusive: 'excl_mean_us',
  traces: 'traces',
  minute: 'minute_offset',
} as const;

/** One summary for each minute that the file tells apart. */
export const summariesIn = (text: string): readonly TraceSummary[] => {
  const { heads, rows } = parseCsv(text);
  const cellOf = (row: readonly string[], name: keyof typeof EDGE_HEADS) => row[heads.indexOf(EDGE_HEADS[name])] ?? '';
  const number = (row: readonly string[], name: keyof typeof EDGE_HEADS) => numberIn(cellOf(row, name)) || 0;
  const minutes = new Map<string, { traces: number; readonly calls: OperationCall[] }>();
  for (const row of rows) {
    const minute = cellOf(row, 'minute');
    const summary = minutes.get(minute) ?? { traces: 0, calls: [] };
    minutes.set(minute, summary);
    summary.traces = Math.max(summary.traces, number(row, 'traces'));
    summary.calls.push({
      caller: cellOf(row, 'caller'),
      callerOperation: cellOf(row, 'callerOperation'),
      service: cellOf(row, 'service'),
      operation: cellOf(row, 'operation'),
      count: number(row, 'count'),
      meanSeconds: number(row, 'mean') / MICROSECONDS,
      exclusiveSeconds: number(row, 'exclusive') / MICROSECONDS,
    });
  }
  return [...minutes.values()];
};

export const tracesFrom = (
  now: readonly TraceSummary[],
  normally: readonly TraceSummary[],
): Pick<Telemetry, 'traces'> => {
  const traces = normally.reduce((sum, summary) => sum + summary.traces, 0);
  return { traces: { now, normal: { traces, calls: normally.flatMap(({ calls }) => calls) } } };
};
