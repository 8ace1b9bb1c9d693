import type { WholeIncident } from '../incident.ts';
import type { Limit } from '../limit.ts';
import type { Measurement, Verification } from '../verification.ts';
import { isWorsening, worseFor } from '../worsening.ts';
import { type Law, lawForIncidents, unless } from './law.ts';

/** A law on the verifications of an incident that came to an outcome. */
const lawFor = (
  name: string,
  says: string,
  outcome: Verification['outcome'],
  broken: (verification: Verification, whole: WholeIncident) => readonly string[],
): Law =>
  lawForIncidents(name, says, (whole) =>
    whole.verifications
      .filter((one) => one.outcome === outcome)
      .flatMap((one) => broken(one, whole).map((what) => `verification of ${one.at}: ${what}`)),
  );

/** Everything that was measured, with its limit: of the plan's own conditions, and of the other services. */
const measuredIn = (
  { at, measurements, sideEffects = [] }: Verification,
  { plans }: WholeIncident,
): readonly (readonly [Measurement, Limit])[] => {
  const plan = plans.findLast(({ madeAt }) => madeAt <= at);
  const own = measurements.flatMap((one) => {
    const condition = plan?.recoveredWhen.find(({ query }) => query === one.query);
    return condition === undefined ? [] : [[one, condition.holds] as const];
  });
  return [...own, ...sideEffects.map((one) => [one, one.holds] as const)];
};

const wasWorseFor = ([{ samples, before }, holds]: readonly [Measurement, Limit]): number =>
  before === undefined ? 0 : worseFor(holds, before, samples, Number.POSITIVE_INFINITY);

export const WORSENING_LAWS: readonly Law[] = [
  lawFor(
    'worse-measured',
    'every verification called worse rests on stored samples that are worse than before the action',
    'worse',
    (verification, whole) =>
      unless(
        measuredIn(verification, whole).some((one) => wasWorseFor(one) > 0),
        'nothing that was measured is worse than before the action',
      ),
  ),
  lawFor(
    'verified-harmless',
    'while another service is worse than before the action, nothing is called verified',
    'verified',
    ({ sideEffects = [] }) => sideEffects.filter(isWorsening).map(({ service }) => `${service} is worse than before`),
  ),
  lawFor(
    'worse-stops',
    'after a step that made it worse nothing is done by itself but undoing',
    'worse',
    ({ at }, { actions }) =>
      actions
        .filter(({ undoes, startedAt }) => undoes === undefined && startedAt > at)
        .map(({ key, startedAt }) => `${key} started at ${startedAt}`),
  ),
];
