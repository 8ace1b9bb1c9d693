import { createHash } from 'node:crypto';
import { alertmanagerBody } from './alertmanager-body.ts';
import { seeded, shuffled } from './random.ts';

/** One notification that the bench sends. */
export interface Planned {
  /** `fresh` is to open an incident, `duplicate` is the very same body again, `quiet` asks for none. */
  readonly kind: 'fresh' | 'duplicate' | 'malformed' | 'quiet';
  readonly source: 'alertmanager' | 'generic';
  readonly body: string;
  /** Of the incident that it belongs to. */
  readonly groupKey?: string;
}

/** What a run is to send. */
export interface TrafficPlan {
  readonly count: number;
  /** Share of all. */
  readonly duplicates: number;
  readonly malformed: number;
  /** Tells this run's groups from those of others. */
  readonly run: string;
  readonly startsAt: string;
  readonly seed: number;
}

const toldBody = (groupKey: string, labels: Readonly<Record<string, string>>, startsAt: string): string =>
  alertmanagerBody(groupKey, [
    { labels, startsAt, fingerprint: createHash('sha256').update(groupKey).digest('hex').slice(0, 16) },
  ]);

const groupKeyOf = (run: string, i: number): string => `{}/{bench="${run}"}:{service="bench-${run}-${i}"}`;

const fresh = (run: string, startsAt: string, i: number): Planned => {
  const groupKey = groupKeyOf(run, i);
  const labels = { alertname: 'BenchIntake', service: `bench-${run}-${i}`, severity: 'warning' };
  return { kind: 'fresh', source: 'alertmanager', groupKey, body: toldBody(groupKey, labels, startsAt) };
};

/** A notification that costs the webhook what any other does, and the intake next to nothing. */
export const quiet = (run: string, startsAt: string, i: number): Planned => {
  const groupKey = `${groupKeyOf(run, i)}/quiet`;
  const labels = { alertname: 'BenchIntake', service: `bench-${run}-${i}`, severity: 'none' };
  return { kind: 'quiet', source: 'alertmanager', body: toldBody(groupKey, labels, startsAt) };
};

/** Ways of being authentic and not understood; each body is another one, so that each is kept. */
const MALFORMED: readonly ((tag: string) => Omit<Planned, 'kind'>)[] = [
  (tag) => ({ source: 'alertmanager', body: `not json ${tag}` }),
  (tag) => ({ source: 'alertmanager', body: JSON.stringify({ version: '4', groupKey: tag, alerts: null }) }),
  (tag) => ({
    source: 'alertmanager',
    body: JSON.stringify({ version: '4', groupKey: tag, alerts: [{ status: 'firing', labels: { alertname: [tag] } }] }),
  }),
  (tag) => ({ source: 'generic', body: JSON.stringify({ greeting: tag }) }),
];

const malformed = (run: string, i: number): Planned => {
  const make = MALFORMED[i % MALFORMED.length] ?? MALFORMED[0];
  if (make === undefined) throw new Error('there is no malformed body to send');
  return { kind: 'malformed', ...make(`${run}-${i}`) };
};

/** How far back the original of a duplicate lies at most: some are sent at the same moment, some much later. */
const REACH = 200;

/** The notifications of a run in their order; the same for the same seed. */
export const planTraffic = ({
  count,
  duplicates,
  malformed: bad,
  run,
  startsAt,
  seed,
}: TrafficPlan): readonly Planned[] => {
  const random = seeded(seed);
  const repeated = Math.floor(count * duplicates);
  const broken = Math.floor(count * bad);
  const kinds = shuffled(
    Array.from({ length: count }, (_, i) =>
      i < repeated ? 'duplicate' : i < repeated + broken ? 'malformed' : 'fresh',
    ),
    random,
  );
  const originals: Planned[] = [];
  // What is repeated must have been sent before, so the first one is always fresh.
  const first = kinds.indexOf('fresh');
  const order = first > 0 ? kinds.with(first, kinds[0] ?? 'fresh').with(0, 'fresh') : kinds;
  return order.map((kind, i) => {
    if (kind === 'malformed') return malformed(run, i);
    if (kind === 'fresh') {
      const planned = fresh(run, startsAt, i);
      originals.push(planned);
      return planned;
    }
    const back = random() < 0.5 ? 1 : 1 + Math.floor(random() * Math.min(REACH, originals.length));
    const original = originals.at(-back);
    if (original === undefined) throw new Error('a duplicate has no original; count must be larger than its share');
    return { ...original, kind: 'duplicate' };
  });
};

/** How many incidents these are to open: one for each group, however often it is told. */
export const expectedIncidents = (sent: readonly Planned[]): ReadonlySet<string> =>
  new Set(sent.flatMap(({ groupKey }) => groupKey ?? []));
