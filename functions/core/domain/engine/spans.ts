import type { OperationCall, TraceSummary } from './telemetry.ts';

/** One operation under one calling operation: how often, and how long in itself. */
export interface Spans {
  readonly caller: string;
  readonly callerOperation: string;
  readonly service: string;
  readonly operation: string;
  readonly count: number;
  readonly exclusiveSeconds: number;
}

/** Traces as they are compared: by pair of operations, and by operation. */
export interface SpanIndex {
  readonly traces: number;
  readonly pairs: ReadonlyMap<string, Spans>;
  /** How often each operation ran, whoever called it. */
  readonly runs: ReadonlyMap<string, number>;
}

const SEPARATOR = '\u0000';

export const operationKey = (service: string, operation: string): string => `${service}${SEPARATOR}${operation}`;

const pairKey = ({ caller, callerOperation, service, operation }: OperationCall): string =>
  [caller, callerOperation, service, operation].join(SEPARATOR);

/** Sums up summaries by pair of operations. */
export const indexOf = (summaries: readonly TraceSummary[]): SpanIndex => {
  const pairs = new Map<string, Spans>();
  const runs = new Map<string, number>();
  let traces = 0;
  for (const summary of summaries) {
    traces += summary.traces;
    for (const call of summary.calls) {
      const key = pairKey(call);
      const before = pairs.get(key);
      const count = (before?.count ?? 0) + call.count;
      const seconds = (before?.exclusiveSeconds ?? 0) * (before?.count ?? 0) + call.exclusiveSeconds * call.count;
      const { caller, callerOperation, service, operation } = call;
      pairs.set(key, {
        caller,
        callerOperation,
        service,
        operation,
        count,
        exclusiveSeconds: count > 0 ? seconds / count : 0,
      });
      const run = operationKey(service, operation);
      runs.set(run, (runs.get(run) ?? 0) + call.count);
    }
  }
  return { traces, pairs, runs };
};

/** How often the caller of a pair ran: each run of it could have made the call. */
export const chancesOf = ({ caller, callerOperation }: Spans, { runs, traces }: SpanIndex): number =>
  caller === '' ? traces : (runs.get(operationKey(caller, callerOperation)) ?? 0);

/** For operations that only wait for another service: which one that is. */
export const remotesOf = (indexes: readonly SpanIndex[]): ReadonlyMap<string, string> => {
  const counts = new Map<string, Map<string, number>>();
  for (const { pairs } of indexes) {
    for (const { caller, callerOperation, service, count } of pairs.values()) {
      if (caller === '') continue;
      const key = operationKey(caller, callerOperation);
      const known = counts.get(key) ?? new Map<string, number>();
      known.set(service, (known.get(service) ?? 0) + count);
      counts.set(key, known);
    }
  }
  const remotes = new Map<string, string>();
  for (const [key, services] of counts) {
    const [most] = [...services].toSorted((a, b) => b[1] - a[1]);
    if (most !== undefined && services.size === 1) remotes.set(key, most[0]);
  }
  return remotes;
};
