import type { OperationCall, Telemetry, TraceSummary } from '../../functions/core/domain/engine/telemetry.ts';
import { numbersIn, parseCsv, placeOf } from './csv.ts';

const MICROSECONDS = 1e6;

/** One summary for each minute that the file tells apart. */
export const summariesIn = (text: string, path: string): readonly TraceSummary[] => {
  const table = parseCsv(text, path);
  const textsOf = (column: string) => {
    const place = placeOf(table, column);
    return (i: number) => table.rows[i]?.[place] ?? '';
  };
  const numbersOf = (column: string) => {
    const numbers = numbersIn(table, placeOf(table, column));
    return (i: number) => numbers[i] || 0;
  };
  const [caller, callerOperation] = [textsOf('parent_service'), textsOf('parent_op')];
  const [service, operation] = [textsOf('service'), textsOf('op')];
  const [count, mean, exclusive] = [numbersOf('count'), numbersOf('mean_us'), numbersOf('excl_mean_us')];
  // A file of one stretch of time need not tell its minutes apart, nor count its traces.
  const minute = table.heads.includes('minute_offset') ? textsOf('minute_offset') : () => '';
  const traces = table.heads.includes('traces') ? numbersOf('traces') : () => 0;
  const minutes = new Map<string, { traces: number; readonly calls: OperationCall[] }>();
  table.rows.forEach((_row, i) => {
    const summary = minutes.get(minute(i)) ?? { traces: 0, calls: [] };
    minutes.set(minute(i), summary);
    summary.traces = Math.max(summary.traces, traces(i));
    summary.calls.push({
      caller: caller(i),
      callerOperation: callerOperation(i),
      service: service(i),
      operation: operation(i),
      count: count(i),
      meanSeconds: mean(i) / MICROSECONDS,
      exclusiveSeconds: exclusive(i) / MICROSECONDS,
    });
  });
  return [...minutes.values()];
};

export const tracesFrom = (
  now: readonly TraceSummary[],
  normally: readonly TraceSummary[],
): Pick<Telemetry, 'traces'> => {
  const traces = normally.reduce((sum, summary) => sum + summary.traces, 0);
  return { traces: { now, normal: { traces, calls: normally.flatMap(({ calls }) => calls) } } };
};
