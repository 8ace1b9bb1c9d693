/** A stretch of time, in unix seconds; both ends belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What one signal of one service measured over time. Times are unix seconds; a gap is a NaN, or no sample at all. */
export interface Series {
  readonly service: string;
  /** Such as `latency_seconds_avg`: what it measures is read from the words and the unit in it. */
  readonly signal: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Who calls whom. */
export type Call = readonly [caller: string, callee: string];

/** All spans of one operation under one calling operation, in one stretch of time. */
export interface OperationCall {
  /** Empty for what nobody called. */
  readonly caller: string;
  readonly callerOperation: string;
  readonly service: string;
  readonly operation: string;
  readonly count: number;
  readonly meanSeconds: number;
  /** The part of it that passed in none of its children. */
  readonly exclusiveSeconds: number;
}

/** Traces of a stretch of time, summed by operation. */
export interface TraceSummary {
  readonly traces: number;
  readonly calls: readonly OperationCall[];
}

/** Everything that the engine looks at. It asks nobody for more. */
export interface Telemetry {
  /** Where and when it was noticed, as far as that is known. */
  readonly alert: {
    readonly service?: string | undefined;
    readonly signal?: string | undefined;
    readonly at: number;
  };
  /** Stretches without a fault, before or after. */
  readonly baseline: readonly Span[];
  /** What is seen when the alert comes. */
  readonly window: Span;
  readonly calls: readonly Call[];
  readonly series: readonly Series[];
  /** What calls did: in each minute of the window, and when nothing is wrong. */
  readonly traces?: { readonly now: readonly TraceSummary[]; readonly normal: TraceSummary } | undefined;
}
