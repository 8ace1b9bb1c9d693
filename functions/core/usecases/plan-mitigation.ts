import { isSettled } from '../domain/calm.ts';
import type { Diagnosis, Hypothesis } from '../domain/diagnosis.ts';
import { decide, type EnvelopeFacts, judge } from '../domain/envelope.ts';
import { ContractViolation, SelfrightError } from '../domain/errors.ts';
import type { IncidentId } from '../domain/incident.ts';
import { canonicalJson, type JsonObject } from '../domain/json.ts';
import { type Next, nextRung } from '../domain/ladder.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import { fillQuery } from '../domain/query.ts';
import type { Reason } from '../domain/reason.ts';
import type { Runbook } from '../domain/runbook.ts';
import { instant } from '../domain/time.ts';
import type { Digest, TimelineDraft } from '../domain/timeline.ts';
import { capsOf } from '../domain/tries.ts';
import type { Clock } from '../ports/clock.ts';
import type { TargetReader } from '../ports/target-reader.ts';
import { makeBindRung } from './bind-rung.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { makeObserveClue, type Observers } from './observe-clue.ts';
import { makeReadEnvelope, type ReadEnvelopeDeps } from './read-envelope.ts';

export interface PlanDeps extends Observers, ReadEnvelopeDeps {
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
  const readEnvelope = makeReadEnvelope(deps);
  const bindRung = makeBindRung(makeObserveClue(deps), deps.readers);

  /** The policy; without one nothing can be judged, and what cannot be judged is denied. */
  const policyFor = async (id: IncidentId, attempt: number): Promise<Policy | undefined> => {
    try {
      return await deps.policies.current();
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      const text = `May not do anything: the policy could not be read (${error.message}).`;
      await change(
        id,
        (current) =>
          expected(current, attempt, ['diagnosing']) && {
            entries: [{ kind: 'plan.denied', actor: ACTOR, reason: 'envelope_unreadable', text }],
          },
      );
      return undefined;
    }
  };

  return async (id: IncidentId, attempt: number): Promise<Planned> => {
    const whole = await deps.store.readWhole(id);
    const incident = expected(whole?.incident, attempt, ['diagnosing', 'mitigating']);
    if (whole === undefined || incident === undefined) return { outcome: 'superseded', steps: 0, settleSeconds: 0 };
    const diagnosis = whole?.diagnoses.at(-1);
    if (diagnosis?.outcome !== 'explained') throw new ContractViolation(`${id} has no explained diagnosis to plan for`);
    if (!isSettled(whole)) return { outcome: 'unsettled', steps: 0, settleSeconds: 0 };
    const policy = await policyFor(id, attempt);
    if (policy === undefined) return { outcome: 'deny', steps: 0, settleSeconds: 0 };
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
    const { best } = diagnosis;
    const steps = bindRung(runbook, next.rung, { scope: best.scope, policy, now });
    const seen = await readEnvelope({ whole, best, fault: runbook.fault, policy, steps, now });
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
  { steps, facts }: { readonly steps: readonly PlannedStep[]; readonly facts: EnvelopeFacts },
  policy: Policy,
  now: Date,
  digest: Digest,
): Plan => {
  const rules = judge(facts);
  const { rateWindow: window, baseline, hold: holdSeconds } = policy.timings;
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
    ...(facts.grant !== undefined && restsOnGrant(facts) && { grant: facts.grant.id }),
    caps: capsOf({ fault: runbook.fault, steps }, policy.envelope),
    madeAt: instant(now),
  };
};

/** Whether people would have been asked without the grant. */
const restsOnGrant = (facts: EnvelopeFacts): boolean =>
  [...facts.modes, facts.runbook].some(({ mode }) => mode === 'approve');

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
