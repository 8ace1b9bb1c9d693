/** What a signal measures. */
export type SignalKind =
  | 'latency'
  | 'errors'
  | 'availability'
  | 'restarts'
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
  /** The words of its name, in small letters with a `_` between them. */
  readonly words: string;
}

/** The first that fits counts: what is left of a resource is no availability, and what fails is no traffic. */
const KINDS: readonly (readonly [SignalKind, RegExp])[] = [
  [
    'errors',
    /(^|_)err|error|fail|(^|_)fault|exception|[45]_?xx|timeout|drop|reject|retr(y|ies|ans)|unavail|un_?health/,
  ],
  ['restarts', /restart|crash|oom_?kill|evict/],
  ['cpu', /cpu|load_?avg|thrott/],
  ['memory', /(^|_)mem|memory|heap|(^|_)rss|swap/],
  ['disk', /disk|(^|_)fs(_|$)|filesystem|storage|inode|(^|_)io(_|$)/],
  ['availability', /availab|success|healthy|(^|_)up($|_)/],
  ['expiry', /expir|days_left|seconds_left/],
  ['backlog', /backlog|queue|lag(_|$)|depth|pending|oldest|waiting/],
  [
    'latency',
    /latenc|durat|elapsed|delay|(response|request|processing|service)_?time|handling|rtt|requests?_(milli)?seconds/,
  ],
  ['saturation', /satur|utili[sz]|pool|connections|sessions|in_use|socket|threads|descriptors|(^|_)gc(_|$)/],
  ['network', /network|receive|transmit|(^|_)sent(_|$)|bandwidth|(^|_)(rx|tx|tcp)(_|$)/],
  ['traffic', /request|rps|throughput|calls|workload|invocation|qps|hits|(^|_)load(_|$)|count/],
];

const HARM: Readonly<Record<SignalKind, Harm>> = {
  latency: 1,
  errors: 1,
  availability: -1,
  restarts: 1,
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

/** What may be told by what is left of it. */
const RESOURCES: ReadonlySet<SignalKind> = new Set(['cpu', 'memory', 'disk', 'saturation']);
const LEFT = /(^|_)(free|freeable|avail|available|idle|remaining|unused|left|balance|headroom)(_|$)/;

const PERCENT = /percent|(^|_)pct(_|$)/;
const RATIO = /ratio|fraction|share/;

const FLOORS: readonly (readonly [RegExp, number])[] = [
  [PERCENT, 1],
  [RATIO, 0.01],
  [/milliseconds|_ms($|_)/, 1],
  [/microseconds|_us($|_)/, 1000],
  [/per_second/, 0.1],
  [/seconds/, 0.001],
  [/millicores/, 10],
  [/cores|cpu/, 0.01],
  [/mib|megabytes/, 1],
  [/bytes/, 1024],
];

const OUTGOING = /(^|_)(client|outgoing|upstream|downstream|egress)(_|$)/;

/** The words of a signal's name, whatever convention it follows: `http.server.duration`, `CPUUtilization`, `latency-90`. */
const wordsOf = (signal: string): string =>
  signal
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');

const known = new Map<string, SignalTraits>();

const traitsFrom = (signal: string): SignalTraits => {
  const words = wordsOf(signal);
  const kind = KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
  const unit = FLOORS.find(([pattern]) => pattern.test(words))?.[1] ?? 0;
  // Half a percent of requests that fail is worth telling; half a percent of CPU is not.
  const floor = kind === 'availability' || kind === 'errors' ? unit / 2 : unit;
  const whole = PERCENT.test(words) ? 100 : RATIO.test(words) ? 1 : undefined;
  const harm = RESOURCES.has(kind) && LEFT.test(words) ? -1 : HARM[kind];
  return { kind, harm, floor, whole, outgoing: OUTGOING.test(words), words };
};

/** Reads from a signal's name what it measures, which direction hurts, and what is too little to tell. */
export const traitsOf = (signal: string): SignalTraits => {
  const traits = known.get(signal) ?? traitsFrom(signal);
  known.set(signal, traits);
  return traits;
};
