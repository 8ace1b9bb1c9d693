import { createHash } from 'node:crypto';
import { alertmanagerBody } from './alertmanager-body.ts';
import { seeded, shuffled } from './random.ts';

/** One notification that the bench sends. */
export interface Planned {
  /** `fresh` tells of an alert that is to have an incident, `duplicate` is the very same body again, `quiet` asks for no incident. */
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

const groupKeyOf = (run: string, i: number): string => `{}/{bench="${run}"}:{service="bench-${run}-${i}"}`;

interface Told {
  readonly run: string;
  readonly startsAt: string;
  readonly group: number;
  readonly severity: 'warning' | 'none';
  /** What the measured value is this time: a source that tells an alert again rarely sends the very same bytes. */
  readonly value: number;
}

const told = ({ run, startsAt, group, severity, value }: Told): Pick<Planned, 'source' | 'groupKey' | 'body'> => {
  const groupKey = groupKeyOf(run, group);
  const labels = { alertname: 'BenchIntake', service: `bench-${run}-${group}`, severity };
  const fingerprint = createHash('sha256').update(groupKey).digest('hex').slice(0, 16);
  const body = alertmanagerBody(groupKey, [{ labels, startsAt, fingerprint, annotations: { value: `${value}` } }]);
  return { source: 'alertmanager', groupKey, body };
};

/** How often a group's alert is told, in notifications that come soon after one another and race to open its incident. */
const TOLD_OF_A_GROUP = 8;

const fresh = (run: string, startsAt: string, i: number): Planned => ({
  kind: 'fresh',
  ...told({ run, startsAt, group: Math.floor(i / TOLD_OF_A_GROUP), severity: 'warning', value: i }),
});

/** A notification that costs the webhook what any other does, and the intake next to nothing. */
export const quiet = (run: string, startsAt: string, i: number): Planned => {
  const { source, body } = told({ run: `${run}-quiet`, startsAt, group: i, severity: 'none', value: i });
  return { kind: 'quiet', source, body };
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
      const planned = fresh(run, startsAt, originals.length);
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
