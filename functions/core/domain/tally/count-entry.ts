import { type Instant, secondsBetween } from '../time.ts';
import type { TimelineEntry, TimelineKind } from '../timeline.ts';
import type { IncidentStatus } from '../transitions.ts';
import { BUCKETS, type CountedName, type Sample } from './metrics.ts';

/** What has to be known of an incident's earlier entries to count the next one. */
export interface Memory {
  readonly receivedAt: Instant;
  readonly status: IncidentStatus;
  /** Of the newest plan or diagnosis. */
  readonly runbook: string;
  /** A person has done something about it. */
  readonly people: boolean;
  /** Which milestones were reached. */
  readonly reached: readonly string[];
}

type Count = Sample<CountedName>;

const one = (metric: CountedName, ...labels: readonly string[]): Count => ({ metric, labels, value: 1 });

const observed = (metric: CountedName, seconds: number): readonly Count[] => [
  ...BUCKETS.filter((bound) => seconds <= bound).map(
    (bound): Count => ({
      ...{ metric, part: 'bucket', labels: [String(bound)], value: 1 },
    }),
  ),
  { metric, part: 'sum', labels: [], value: seconds },
  { metric, part: 'count', labels: [], value: 1 },
];

/** The first entry of one of these kinds is a milestone, and how long it took is kept. */
const MILESTONES: readonly (readonly [CountedName, readonly TimelineKind[]])[] = [
  ['selfright_time_to_acknowledge_seconds', ['incident.acknowledged']],
  ['selfright_time_to_diagnose_seconds', ['diagnosis.explained', 'diagnosis.inconclusive']],
  ['selfright_time_to_act_seconds', ['action.started']],
  ['selfright_time_to_verify_seconds', ['verification.verified']],
  ['selfright_time_to_close_seconds', ['incident.closed']],
];

const [DIAGNOSES, PLANS, APPROVALS] = [
  'selfright_diagnoses_total',
  'selfright_plans_total',
  'selfright_approvals_total',
] as const;

const ACTION_RESULTS = ['done', 'skipped', 'failed', 'refused', 'drifted', 'unknown'];

const countsOf = (entry: TimelineEntry, { runbook, people }: Memory): readonly Count[] => {
  const { kind } = entry;
  const reason = entry.reason ?? 'none';
  const [family, what = ''] = kind.split('.');
  const refused = kind === 'plan.denied' || kind === 'action.refused' ? [one('selfright_refused_total', reason)] : [];
  if (kind === 'incident.opened') return [one('selfright_incidents_opened_total', reason)];
  if (kind === 'incident.escalated') return [one('selfright_incidents_escalated_total', reason)];
  if (kind === 'incident.closed') return [one('selfright_incidents_closed_total', reason, people ? 'some' : 'none')];
  if (kind === 'execution.restarted') return [one('selfright_executions_restarted_total')];
  if (family === 'diagnosis' && what !== 'started') return [one(DIAGNOSES, what)];
  if (family === 'plan') return [one(PLANS, what, runbook), ...refused];
  if (family === 'approval') return [one(APPROVALS, what)];
  if (family === 'action' && ACTION_RESULTS.includes(what)) {
    return [one('selfright_actions_total', what, runbook), ...refused];
  }
  if (family === 'rollback' && what !== 'started') return [one('selfright_rollbacks_total', what)];
  if (family === 'verification' && what !== 'started') return [one('selfright_verifications_total', what, runbook)];
  return [];
};

const moved = (before: Memory | undefined, { status }: TimelineEntry): readonly Count[] => {
  if (before?.status === status) return [];
  const left: readonly Count[] = before ? [{ ...one('selfright_incidents', before.status), value: -1 }] : [];
  return [...left, one('selfright_incidents', status)];
};

const text = (entry: TimelineEntry, name: string): string | undefined => {
  const value = entry.data[name];
  return typeof value === 'string' ? value : undefined;
};

/** What one more entry adds to the numbers, and what has to be remembered for the next. */
export const countEntry = (
  before: Memory | undefined,
  entry: TimelineEntry,
): { readonly memory: Memory; readonly counts: readonly Count[] } => {
  const known: Memory = {
    ...{ receivedAt: text(entry, 'receivedAt') ?? entry.at, runbook: 'none', people: false, reached: [] },
    ...before,
    status: entry.status,
  };
  const runbook = text(entry, 'fault') ?? known.runbook;
  const people = known.people || entry.actor.startsWith('person:');
  const reached = MILESTONES.filter(([metric, kinds]) => kinds.includes(entry.kind) && !known.reached.includes(metric));
  const memory: Memory = {
    ...known,
    runbook,
    people,
    reached: [...known.reached, ...reached.map(([metric]) => metric)],
  };
  const seconds = Math.max(0, secondsBetween(known.receivedAt, entry.at));
  const counts = [
    ...moved(before, entry),
    ...countsOf(entry, memory),
    ...reached.flatMap(([metric]) => observed(metric, seconds)),
  ];
  return { memory, counts };
};

/** Everything that some entries in a row add. */
export const countEntries = (
  before: Memory | undefined,
  entries: readonly TimelineEntry[],
): { readonly memory: Memory | undefined; readonly counts: readonly Count[] } => {
  let memory = before;
  const counts: Count[] = [];
  for (const entry of entries) {
    const counted = countEntry(memory, entry);
    memory = counted.memory;
    counts.push(...counted.counts);
  }
  return { memory, counts: summed(counts) };
};

/** One sample for each series; those that come to nothing are left out. */
export const summed = <N extends string>(samples: readonly Sample<N>[]): readonly Sample<N>[] => {
  const sums = new Map<string, Sample<N>>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.metric, sample.part, sample.labels]);
    const known = sums.get(key);
    sums.set(key, { ...sample, value: (known?.value ?? 0) + sample.value });
  }
  return [...sums.values()].filter(({ value }) => value !== 0);
};
