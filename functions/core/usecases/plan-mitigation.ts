import { engagedFor } from '../domain/brake.ts';
import { isSettled } from '../domain/calm.ts';
import type { Diagnosis, Hypothesis } from '../domain/diagnosis.ts';
import { decide, type EnvelopeFacts, judge } from '../domain/envelope.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId } from '../domain/incident.ts';
import { canonicalJson, type JsonObject } from '../domain/json.ts';
import { type Next, nextRung } from '../domain/ladder.ts';
import { type MaintenanceWindow, windowOver } from '../domain/maintenance.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import { fillQuery } from '../domain/query.ts';
import type { Reason } from '../domain/reason.ts';
import type { Runbook } from '../domain/runbook.ts';
import type { Rung } from '../domain/step.ts';
import { instant } from '../domain/time.ts';
import type { Digest, TimelineDraft } from '../domain/timeline.ts';
import type { Brakes } from '../ports/brakes.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { TargetReader } from '../ports/target-reader.ts';
import type { Windows } from '../ports/windows.ts';
import { makeBindRung } from './bind-rung.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { makeObserveClue, type Observers } from './observe-clue.ts';
import { makeKnownWindows } from './withhold-alerts.ts';

export interface PlanDeps extends Observers {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly brakes: Brakes;
  readonly windows: Windows;
  readonly readers: readonly TargetReader[];
  readonly runbooks: readonly Runbook[];
  readonly clock: Clock;
  readonly digest: Digest;
}

export interface Planned {
  /** `unsettled`: it resolved by itself or flaps, and nothing is planned before it is calm. */
  readonly outcome: Plan['decision'] | 'no_runbook' | 'exhausted' | 'unsettled' | 'superseded';
  readonly steps: number;
  readonly settleSeconds: number;
}

const ACTOR = 'plan';

/** Chooses steps and targets for an explained incident and lets the envelope judge them. */
export const makePlanMitigation = (deps: PlanDeps) => {
  const change = makeChangeIncident(deps.store);
  const knownWindows = makeKnownWindows(deps);
  const bindRung = makeBindRung(makeObserveClue(deps), deps.readers);

  const look = async (runbook: Runbook, rung: Rung, best: Hypothesis, policy: Policy, now: Date) => {
    const unreadable: string[] = [];
    const reading = <T>(what: Promise<T>): Promise<T | undefined> =>
      what.catch((error: unknown) => {
        if (!(error instanceof DependencyUnavailable)) throw error;
        unreadable.push(error.message);
        return undefined;
      });
    const [steps, brakes, windows] = await Promise.all([
      reading(bindRung(runbook, rung, { scope: best.scope, policy, now })),
      reading(deps.brakes.all()),
      reading(knownWindows()),
    ]);
    return { steps: steps ?? [], brakes, windows: windows ?? [], unreadable };
  };

  return async (id: IncidentId, attempt: number): Promise<Planned> => {
    const whole = await deps.store.readWhole(id);
    const incident = expected(whole?.incident, attempt, ['diagnosing', 'mitigating']);
    if (whole === undefined || incident === undefined) return { outcome: 'superseded', steps: 0, settleSeconds: 0 };
    const diagnosis = whole?.diagnoses.at(-1);
    if (diagnosis?.outcome !== 'explained') throw new ContractViolation(`${id} has no explained diagnosis to plan for`);
    const policy = await deps.policies.current();
    if (!isSettled(whole)) return { outcome: 'unsettled', steps: 0, settleSeconds: 0 };
    const settleSeconds = Math.ceil(policy.timings.settle);
    const done = whole?.plans.at(-1);
    // A crash after the last write: the repeat answers what was written.
    if (incident.status === 'mitigating' && done !== undefined) {
      return { outcome: done.decision, steps: done.steps.length, settleSeconds };
    }

    const runbook = deps.runbooks.find(({ fault }) => fault === diagnosis.best.fault);
    if (runbook === undefined) {
      const text = `No runbook answers ${diagnosis.best.fault}.`;
      const written = await change(
        id,
        (current) =>
          expected(current, attempt, ['diagnosing']) && {
            entries: [{ kind: 'plan.absent', actor: ACTOR, reason: 'no_runbook', text }],
          },
      );
      return { outcome: written ? 'no_runbook' : 'superseded', steps: 0, settleSeconds: 0 };
    }

    const next = nextRung(runbook, diagnosis.best.scope, whole, policy.acting.tries);
    if (next.outcome !== 'rung') {
      const written = await change(
        id,
        (current) => expected(current, attempt, ['diagnosing']) && { entries: [nothingMore(next, diagnosis.best)] },
      );
      const outcome = next.outcome === 'exhausted' ? 'exhausted' : 'deny';
      return { outcome: written ? outcome : 'superseded', steps: 0, settleSeconds: 0 };
    }

    const now = deps.clock();
    const seen = await look(runbook, next.rung, diagnosis.best, policy, now);
    const plan = makePlan(runbook, next, diagnosis, seen, policy, now, deps.digest);
    const written = await change(
      id,
      (current) =>
        expected(current, attempt, ['diagnosing']) && {
          ...(plan.decision === 'allow' && { to: 'mitigating' as const }),
          entries: [planTold(plan)],
          plan,
        },
    );
    const outcome = written === undefined ? 'superseded' : plan.decision;
    return { outcome, steps: plan.steps.length, settleSeconds };
  };
};

const nothingMore = (next: Exclude<Next, { outcome: 'rung' }>, { fault, cause, scope }: Hypothesis): TimelineDraft =>
  next.outcome === 'exhausted'
    ? {
        kind: 'plan.exhausted',
        actor: ACTOR,
        reason: 'ladder_exhausted',
        text: `Everything that the runbook ${fault} knows was tried at ${scope.service}, and it did not help; it was not that ${cause}.`,
        data: { fault, service: scope.service, dependency: scope.dependency },
      }
    : {
        kind: 'plan.denied',
        actor: ACTOR,
        reason: next.reason,
        text: `Tries nothing more by itself: ${next.why}.`,
        data: { fault },
      };

const makePlan = (
  runbook: Runbook,
  { rung, number }: Extract<Next, { outcome: 'rung' }>,
  { best }: Extract<Diagnosis, { outcome: 'explained' }>,
  seen: {
    steps: readonly PlannedStep[];
    brakes: Awaited<ReturnType<Brakes['all']>> | undefined;
    windows: readonly MaintenanceWindow[];
    unreadable: readonly string[];
  },
  policy: Policy,
  now: Date,
  digest: Digest,
): Plan => {
  // What suffers and what is changed for it: the strictest of both holds.
  const touched = [...new Set([best.scope.service, best.scope.dependency])];
  const engaged = touched.map((service) => engagedFor(seen.brakes ?? [], service)).find((brake) => brake !== undefined);
  const facts: EnvelopeFacts = {
    modes: touched.map((service) => ({ service, mode: policy.services[service]?.mode })),
    brake: seen.brakes && { engaged: engaged !== undefined, by: engaged?.by },
    confidence: best.confidence,
    minimumConfidence: policy.minimumConfidence,
    targets: seen.steps.length,
    irreversible: seen.steps.some(({ ending }) => ending.kind === 'irreversible'),
    maintenance: touched.map((service) => windowOver(seen.windows, service, instant(now))).find((window) => window),
    unreadable: seen.unreadable,
  };
  const rules = judge(facts);
  const { rateWindow: window, baseline, hold: holdSeconds } = policy.timings;
  const { steps } = seen;
  return {
    digest: digest(canonicalJson({ policy: policy.digest, fault: runbook.fault, steps: steps.map(asJson) })),
    policyDigest: policy.digest,
    fault: runbook.fault,
    cause: best.cause,
    confidence: best.confidence,
    scope: best.scope,
    rung: { id: rung.id, says: rung.says, number, of: runbook.ladder.length },
    steps,
    recoveredWhen: runbook.recoveredWhen.map((condition) => ({
      ...condition,
      query: fillQuery(condition.query, { ...best.scope, window, baseline }),
      holdSeconds,
    })),
    probeUrl: policy.services[best.scope.service]?.probeUrl,
    decision: decide(rules),
    rules,
    madeAt: instant(now),
  };
};

const asJson = ({ id, operation, target, parameters, before }: PlannedStep): JsonObject => ({
  id,
  operation,
  target,
  parameters,
  before,
});

const KINDS = { allow: 'plan.allowed', ask: 'plan.asked', deny: 'plan.denied', observe: 'plan.observed' } as const;

const planTold = (plan: Plan): TimelineDraft => {
  const strictest = plan.rules.find(({ decision }) => decision === plan.decision && decision !== 'allow');
  const reason: Reason | undefined = strictest?.reason;
  const would =
    plan.steps.map(({ says, target }) => `${says} (${target})`).join(', then ') || 'nothing: no target was found';
  const why =
    strictest === undefined ? '' : ` Rule ${strictest.rule}: ${strictest.value}, allowed is ${strictest.limit}.`;
  const lead = {
    allow: 'Will',
    ask: 'Needs a person to agree before it may',
    deny: 'May not',
    observe: 'Only observes; would',
  }[plan.decision];
  return {
    kind: KINDS[plan.decision],
    actor: ACTOR,
    reason,
    text: `${lead} ${would}.${why}`,
    data: { digest: plan.digest, fault: plan.fault, targets: plan.steps.map(({ target }) => target) },
  };
};
