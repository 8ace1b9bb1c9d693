import { ALERTS_FIRING, firingOver } from '../domain/alert-state.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { WholeIncident } from '../domain/incident.ts';
import type { BoundCondition, Plan } from '../domain/plan.ts';
import type { Policy, Timings } from '../domain/policy.ts';
import { type Look, measure } from '../domain/recovery.ts';
import { bystandersOf } from '../domain/side-effects.ts';
import type { Instant } from '../domain/time.ts';
import type { Measurement, Sample, SideEffect } from '../domain/verification.ts';
import { beforehandOf } from '../domain/worsening.ts';
import type { Metrics } from '../ports/metrics.ts';

/** Everything that one look at a recovery rests on. */
export interface Acted {
  readonly plan: Plan;
  readonly whole: WholeIncident;
  /** When the first action of the plan began, and when the last action ended. */
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

const unixOf = (at: Instant): number => Date.parse(at) / 1000;

/** The actions of the newest plan, whose effect is to be verified. */
export const actedIn = (whole: WholeIncident): Acted => {
  const plan = whole.plans.at(-1);
  const actions = whole.actions.filter(({ undoes }) => undoes === undefined);
  const starts = actions.filter(({ planDigest }) => planDigest === plan?.digest).map(({ startedAt }) => startedAt);
  const endedAt = whole.actions
    .flatMap((action) => action.endedAt ?? [])
    .toSorted()
    .at(-1);
  if (plan === undefined || endedAt === undefined) {
    throw new ContractViolation(`${whole.incident.id} has no ended action to verify`);
  }
  return { plan, whole, startedAt: starts.toSorted()[0] ?? endedAt, endedAt };
};

/** How long before the action is looked at, to know what the trouble was like: once its rates told of their whole window. Seconds. */
const shortly = ({ rateWindow, hold, step }: Timings): number => Math.max(rateWindow, hold, 4 * step);

/** When the trouble can have begun at the earliest: alerts fire some windows after it. Unix seconds. */
const troubleFrom = ({ whole: { incident } }: Acted, { rateWindow }: Timings): number =>
  unixOf(incident.startsAt ?? incident.openedAt) - 3 * rateWindow;

/** Measures conditions and bystanders over the time before and after the action. */
export const makeMeasureRecovery = (metrics: Metrics) => {
  /** What does not answer has no data; nothing is concluded from that but that nothing is known. */
  const samplesOf = async (query: string, from: number, to: number, step: number): Promise<readonly Sample[]> => {
    try {
      const found = await metrics.over(query, new Date(from * 1000), new Date(to * 1000), step);
      return found.filter(([, value]) => Number.isFinite(value));
    } catch (error) {
      if (error instanceof DependencyUnavailable) return [];
      throw error;
    }
  };

  const measured = async (
    condition: BoundCondition,
    acted: Acted,
    timings: Timings,
    look: Look,
  ): Promise<Measurement> => {
    const began = unixOf(acted.startedAt);
    const steps = Math.ceil((look.since - began + shortly(timings)) / look.step);
    const from = look.since - steps * look.step;
    const samples =
      condition.source === 'alerts'
        ? firingOver(acted.whole.alerts, from, look.now, look.step)
        : await samplesOf(condition.query, from, look.now, look.step);
    const untilAction = samples.filter(([at]) => at <= began);
    const before = beforehandOf(condition.holds, [], untilAction, shortly(timings));
    return measure(condition, samples, look, before);
  };

  return {
    /** One look; never called worse is what was not seen before the action. */
    look: async (acted: Acted, policy: Policy, look: Look) => {
      const { timings } = policy;
      const [measurements, sideEffects] = await Promise.all([
        Promise.all(acted.plan.recoveredWhen.map((condition) => measured(condition, acted, timings, look))),
        Promise.all(
          bystandersOf(policy, acted.plan).map(async (bystander): Promise<SideEffect> => {
            const { service, holds } = bystander;
            return { ...(await measured(bystander, acted, timings, look)), service, holds };
          }),
        ),
      ]);
      return { measurements, sideEffects };
    },

    /** Adds what the numbers were like before the fault: asked only once there is a verdict to keep. */
    withUsual: async (
      measurements: readonly Measurement[],
      acted: Acted,
      { timings }: Policy,
    ): Promise<readonly Measurement[]> => {
      const to = troubleFrom(acted, timings);
      const from = to - timings.baseline;
      return Promise.all(
        measurements.map(async (one) => {
          const condition = acted.plan.recoveredWhen.find(({ query }) => query === one.query);
          if (condition === undefined || condition.query === ALERTS_FIRING) return one;
          const step = Math.max(timings.step, timings.baseline / 100);
          const usual = await samplesOf(condition.query, from, to, step);
          const { usual: middle } = beforehandOf(condition.holds, usual, [], 0);
          return middle === undefined ? one : { ...one, before: { ...one.before, usual: middle } };
        }),
      );
    },
  };
};
