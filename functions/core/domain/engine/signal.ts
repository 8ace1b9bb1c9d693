/** What a signal measures. */
export type SignalKind =
  | 'latency'
  | 'errors'
  | 'availability'
  | 'traffic'
  | 'cpu'
  | 'memory'
  | 'disk'
  | 'network'
  | 'saturation'
  | 'backlog'
  | 'expiry'
  | 'other';

/** Which direction hurts: 1 up, -1 down, 0 either. */
export type Harm = 1 | -1 | 0;

export interface SignalTraits {
  readonly kind: SignalKind;
  readonly harm: Harm;
  /** The change in its own unit below which nothing is worth telling. */
  readonly floor: number;
  /** What all of it would be, for a share: 100 for percent, 1 for a ratio. */
  readonly whole: number | undefined;
  /** Measured where the calls go out: it tells of those who are called, not of the service itself. */
  readonly outgoing: boolean;
}

const KINDS: readonly (readonly [SignalKind, RegExp])[] = [
  ['availability', /availab|success|healthy|(^|_)up($|_)/],
  ['errors', /err|fail|fault|exception|5xx|4xx|timeout|drop|reject|retr(y|ies|ans)/],
  ['expiry', /expir|days_left|seconds_left/],
  ['backlog', /backlog|queue|lag(_|$)|depth|pending|oldest|waiting/],
  ['latency', /latenc|duration|response_?time|elapsed|delay/],
  ['cpu', /cpu|load_?avg|thrott/],
  ['memory', /mem|heap|rss|swap/],
  ['disk', /disk|(^|_)fs(_|$)|filesystem|inode|(^|_)io(_|$)|diskio/],
  ['saturation', /satur|utili[sz]|pool|connections_used|in_use|socket|threads|descriptors/],
  ['network', /network|receive|transmit|bandwidth|(^|_)(rx|tx)(_|$)/],
  ['traffic', /request|rps|throughput|calls|workload|invocation|qps|hits|(^|_)load(_|$)|count/],
];

const HARM: Readonly<Record<SignalKind, Harm>> = {
  latency: 1,
  errors: 1,
  availability: -1,
  traffic: -1,
  cpu: 1,
  memory: 1,
  disk: 1,
  network: 0,
  saturation: 1,
  backlog: 1,
  expiry: -1,
  other: 0,
};

const FLOORS: readonly (readonly [RegExp, number])[] = [
  [/percent/, 1],
  [/ratio|fraction|share/, 0.01],
  [/milliseconds|_ms($|_)/, 1],
  [/per_second/, 0.1],
  [/seconds/, 0.001],
  [/millicores/, 10],
  [/cores|cpu/, 0.01],
  [/mib|megabytes/, 1],
  [/bytes/, 1024],
];

const OUTGOING = /(^|_)(client|outgoing|upstream|downstream|egress)(_|$)/;

const known = new Map<string, SignalTraits>();

const traitsFrom = (signal: string): SignalTraits => {
  const words = signal.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const kind = KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
  const unit = FLOORS.find(([pattern]) => pattern.test(words))?.[1] ?? 0;
  // Half a percent of requests that fail is worth telling; half a percent of CPU is not.
  const floor = kind === 'availability' || kind === 'errors' ? unit / 2 : unit;
  const whole = /percent/.test(words) ? 100 : /ratio|fraction|share/.test(words) ? 1 : undefined;
  return { kind, harm: HARM[kind], floor, whole, outgoing: OUTGOING.test(words) };
};

/** Reads from a signal's name what it measures, which direction hurts, and what is too little to tell. */
export const traitsOf = (signal: string): SignalTraits => {
  const traits = known.get(signal) ?? traitsFrom(signal);
  known.set(signal, traits);
  return traits;
};
