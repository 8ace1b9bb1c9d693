import type { WholeIncident } from '../incident.ts';
import { within } from '../limit.ts';
import type { BoundCondition, Plan } from '../plan.ts';
import { secondsBetween } from '../time.ts';
import type { Measurement, Sample, Verification } from '../verification.ts';
import { type Law, lawForEach, lawForIncidents, unless } from './law.ts';

interface Claimed {
  readonly whole: WholeIncident;
  readonly verification: Verification;
}

/** A longer gap than three of the usual ones is a hole in the measurement. */
const HOLE = 3;

const unixOf = (at: string): number => Date.parse(at) / 1000;

const gapsOf = (samples: readonly Sample[]): readonly number[] =>
  samples.slice(1).map(([at], i) => at - (samples[i]?.[0] ?? at));

/** The newest samples that satisfy the condition, back to the first that does not, or to a hole. */
const runOf = ({ holds }: BoundCondition, samples: readonly Sample[], hole: number): readonly Sample[] => {
  const missed = samples.findLastIndex(([, value]) => !within(holds, value));
  const torn = gapsOf(samples).findLastIndex((gap) => gap > hole);
  return samples.slice(Math.max(missed, torn) + 1);
};

/** Recomputes "held" from the samples alone, trusting none of the numbers that were derived from them. */
const unheld = (
  condition: BoundCondition,
  measured: Measurement | undefined,
  { since, at }: Verification,
): readonly string[] => {
  if (measured === undefined) return ['was not measured'];
  const { samples } = measured;
  const gaps = gapsOf(samples);
  const hole = HOLE * Math.min(...gaps);
  const run = runOf(condition, samples, hole);
  const [from, to] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
  const early = samples.filter(([when]) => when < unixOf(since)).length;
  return [
    ...unless(early === 0, `rests on ${early} samples from before ${since}`),
    ...unless(Math.min(...gaps) > 0, 'has samples that are not in order'),
    ...unless(to - from >= condition.holdSeconds, `held for ${to - from} s, ${condition.holdSeconds} s were needed`),
    ...unless(to === 0 || unixOf(at) - to <= hole + 1, `rests on a newest sample of ${to}, judged at ${at}`),
  ];
};

const unanswered = ({ probeUrl }: Plan, { probe, since }: Verification): readonly string[] => {
  if (probeUrl === undefined) return [];
  if (probe === undefined) return ['the service itself was never asked'];
  return [
    ...unless(probe.ok, 'the service itself did not answer well'),
    ...unless(probe.url === probeUrl, `asked ${probe.url}, planned was ${probeUrl}`),
    ...unless(probe.at >= since, `asked at ${probe.at}, before the action's end`),
  ];
};

const lastEnd = ({ actions }: WholeIncident, until: string): string | undefined =>
  actions
    .flatMap(({ endedAt }) => (endedAt !== undefined && endedAt <= until ? [endedAt] : []))
    .toSorted()
    .at(-1);

export const RECOVERY_LAWS: readonly Law[] = [
  lawForEach(
    'verified-measured',
    'every recovery called verified satisfies its conditions on its stored samples, and the service itself answered',
    ({ record }): readonly Claimed[] =>
      record.incidents.flatMap((whole) =>
        whole.verifications
          .filter(({ outcome }) => outcome === 'verified')
          .map((verification) => ({ whole, verification })),
      ),
    ({ whole, verification }) => `${whole.incident.id} verification of ${verification.at}`,
    ({ whole, verification }) => {
      const plan = whole.plans.findLast(({ madeAt }) => madeAt <= verification.at);
      if (plan === undefined) return ['no plan says what recovery is'];
      const end = lastEnd(whole, verification.at);
      const conditions = plan.recoveredWhen.flatMap((condition) =>
        unheld(
          condition,
          verification.measurements.find(({ query }) => query === condition.query),
          verification,
        ).map((what) => `"${condition.says}" ${what}`),
      );
      return [
        ...unless(plan.recoveredWhen.length > 0, 'its plan has no condition of recovery'),
        ...unless(end !== undefined, 'no action had ended'),
        ...unless(
          end === undefined || secondsBetween(end, verification.since) >= 0,
          `counts from ${verification.since}, the action ended at ${end}`,
        ),
        ...conditions,
        ...unanswered(plan, verification),
      ];
    },
  ),
  lawForIncidents(
    'recovered-verified',
    'every incident that ended as recovered has a verification that says so',
    ({ incident, verifications }) => {
      const claims = incident.endedFor === 'recovery_measured' || incident.status === 'resolved';
      const last = verifications.at(-1)?.outcome ?? 'missing';
      return unless(!claims || last === 'verified', `${incident.status} as recovered, its verification is ${last}`);
    },
  ),
];
