import { type ActionRecord, actionKey } from '../domain/action.ts';
import { approvalOf } from '../domain/approval.ts';
import { isSettled } from '../domain/calm.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { JsonObject } from '../domain/json.ts';
import { locksOf } from '../domain/lock.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { isAs, unmetBy } from '../domain/target-state.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { ActionRunner } from '../ports/action-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Gate, GateAnswer } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Patience } from '../ports/patience.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { TargetReader } from '../ports/target-reader.ts';
import { lookAt } from './bind-rung.ts';
import { type CarriedOut, makeCarryOut } from './carry-out.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { makeStartAction } from './start-action.ts';
import { ended, stepTold } from './tell-action.ts';

export interface ActDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly gate: Gate;
  readonly runners: readonly ActionRunner[];
  readonly readers: readonly TargetReader[];
  readonly patience: Patience;
  readonly clock: Clock;
  /** After this long whoever started an action is not at work on it any more: the Lambda's own timeout. */
  readonly leaseSeconds: number;
}

export type ActionOutcome = 'done' | 'skipped' | 'failed' | 'unknown' | 'refused' | 'drifted' | 'superseded';

const ACTOR = 'act';

/** Runs one step of the allowed plan: on a target that is still as planned, through the gate, once. */
export const makeRunAction = (deps: ActDeps) => {
  const { store, gate, readers, clock, leaseSeconds } = deps;
  const change = makeChangeIncident(store);
  const start = makeStartAction(store, gate);
  const { carryOut, inspect } = makeCarryOut(deps.runners, deps.patience);

  /** Writes an entry of its own on the incident, if it is still ours. */
  const note = async (
    { id, attempt }: Incident,
    outcome: ActionOutcome,
    entry: TimelineDraft,
    to?: 'diagnosing',
  ): Promise<ActionOutcome> => {
    const written = await change(
      id,
      (current) => expected(current, attempt, ['mitigating']) && { entries: [entry], ...(to && { to }) },
    );
    return written === undefined ? 'superseded' : outcome;
  };

  const finish = async (
    { id, attempt }: Incident,
    step: PlannedStep,
    action: ActionRecord,
    ran: CarriedOut,
  ): Promise<ActionOutcome> => {
    const record = ended(action, ran, instant(clock()));
    // What was done stays on the record, even if the incident was handed over meanwhile.
    const written = await change(
      id,
      (current) => current && { entries: [stepTold(ACTOR, step, ran, action.key)], action: record },
    );
    return expected(written, attempt, ['mitigating']) ? ran.outcome : 'superseded';
  };

  const enter = async (
    incident: Incident,
    plan: Plan,
    step: PlannedStep,
    action: ActionRecord,
    entry: TimelineDraft,
    resumes?: ActionRecord,
  ) => {
    const approval =
      plan.decision === 'ask' ? approvalOf(plan, (await store.readWhole(incident.id))?.approvals ?? []) : undefined;
    if (plan.decision !== 'allow' && approval === undefined)
      return { outcome: 'refused' as const, reason: 'approval_missing' as const };
    return start({
      id: incident.id,
      action,
      services: [...new Set([plan.scope.service, plan.scope.dependency])],
      locks: locksOf(step),
      policyDigest: plan.policyDigest,
      approval,
      caps: plan.caps,
      grant: plan.grant,
      entry,
      resumes,
      expected: (current) => expected(current, incident.attempt, ['mitigating']),
    });
  };

  const refused = (
    incident: Incident,
    { says, target }: PlannedStep,
    reason: Extract<GateAnswer, { outcome: 'refused' }>['reason'],
  ) =>
    note(incident, 'refused', {
      kind: 'action.refused',
      actor: ACTOR,
      reason,
      text: `The gate refused to ${says}: ${reason}.`,
      data: { target },
    });

  /** The target is not as planned: with nothing done yet a new plan is made, otherwise what was done is taken back. */
  const drifted = (incident: Incident, index: number, { says, target }: PlannedStep, what: string) =>
    index === 0
      ? note(
          incident,
          'drifted',
          {
            kind: 'action.drifted',
            actor: ACTOR,
            text: `Did not ${says}: ${what}. A new plan is made.`,
            data: { target },
          },
          'diagnosing',
        )
      : note(incident, 'failed', {
          kind: 'action.failed',
          actor: ACTOR,
          reason: 'target_drifts',
          text: `Did not ${says}: ${what}.`,
          data: { target },
        });

  /** After a crash: the lease is honoured, then the target is asked, and only what did not happen is done, through the gate. */
  const takeUp = async (
    incident: Incident,
    plan: Plan,
    step: PlannedStep,
    known: ActionRecord,
  ): Promise<ActionOutcome> => {
    const now = instant(clock());
    if (known.leaseUntil > now) {
      throw new DependencyUnavailable('action lease', `${known.key} may still run until ${known.leaseUntil}`);
    }
    const task = { ...step, before: known.snapshot ?? step.before };
    const { outcome, found } = await inspect(task, known.key);
    if (outcome === 'done') return finish(incident, step, known, { outcome, found: task.before, changed: found });
    if (outcome === 'unknown') {
      return finish(incident, step, known, { outcome, found, error: 'whoever started it never came back' });
    }
    const action = { ...known, leaseUntil: plusSeconds(now, leaseSeconds) };
    const entry: TimelineDraft = {
      kind: 'action.resumed',
      actor: ACTOR,
      text: `Whoever started to ${step.says} never came back, and it has not happened: started again.`,
      data: { key: known.key, target: step.target },
    };
    const entered = await enter(incident, plan, step, action, entry, known);
    if (entered.outcome === 'superseded') return 'superseded';
    if (entered.outcome === 'refused') return refused(incident, step, entered.reason);
    if (entered.outcome === 'known')
      throw new DependencyUnavailable('action lease', `${known.key} was taken up by another`);
    return finish(incident, step, action, await carryOut(task, action.key, step.timeoutSeconds));
  };

  return async (id: IncidentId, attempt: number, index: number): Promise<ActionOutcome> => {
    const whole = await store.readWhole(id);
    const incident = expected(whole?.incident, attempt, ['mitigating']);
    if (whole === undefined || incident === undefined) return 'superseded';
    const { plan, step } = stepAt(whole, index);
    const key = actionKey(id, attempt, step.id);
    const known = whole.actions.find((action) => action.key === key);
    if (known !== undefined) return known.result === 'started' ? takeUp(incident, plan, step, known) : known.result;

    if (!isSettled(whole)) return drifted(incident, index, step, 'its alerts changed meanwhile');
    const snapshot = await seen(step);
    if ('unreadable' in snapshot) {
      const text = `Could not ${step.says}: ${snapshot.unreadable}.`;
      return note(incident, 'failed', {
        kind: 'action.failed',
        actor: ACTOR,
        reason: 'action_failed',
        text,
        data: { target: step.target },
      });
    }
    const unmet = isThere(step, snapshot.state) ? undefined : unmetBy(snapshot.state, step);
    if (unmet !== undefined) return drifted(incident, index, step, unmet);

    const now = instant(clock());
    const action: ActionRecord = {
      key,
      planDigest: plan.digest,
      step: step.id,
      target: step.target,
      result: 'started',
      startedAt: now,
      leaseUntil: plusSeconds(now, leaseSeconds),
      snapshot: snapshot.state,
    };
    const entry: TimelineDraft = {
      kind: 'action.started',
      actor: ACTOR,
      text: `Started to ${step.says}.`,
      data: { key, target: step.target, planDigest: plan.digest, snapshot: snapshot.state },
    };
    const entered = await enter(incident, plan, step, action, entry);
    if (entered.outcome === 'superseded') return 'superseded';
    if (entered.outcome === 'refused') return refused(incident, step, entered.reason);
    if (entered.outcome === 'known') {
      return entered.action.result === 'started' ? takeUp(incident, plan, step, entered.action) : entered.action.result;
    }
    const task = { ...step, before: snapshot.state };
    return finish(incident, step, action, await carryOut(task, key, step.timeoutSeconds));
  };

  async function seen(step: PlannedStep): Promise<{ readonly state: JsonObject } | { readonly unreadable: string }> {
    try {
      return { state: await lookAt(readers, step) };
    } catch (error) {
      if (error instanceof DependencyUnavailable || error instanceof ContractViolation)
        return { unreadable: error.message };
      throw error;
    }
  }
};

const stepAt = (whole: WholeIncident, index: number): { readonly plan: Plan; readonly step: PlannedStep } => {
  const plan = whole.plans.at(-1);
  const step = plan?.steps[index];
  if (plan !== undefined && step !== undefined) return { plan, step };
  throw new ContractViolation(`step ${index} was asked for, the plan has ${plan?.steps.length ?? 'none'}`);
};

/** A target that is where the step would leave it needs no precondition: the step will be skipped. */
const isThere = ({ after }: PlannedStep, now: JsonObject): boolean =>
  after !== undefined && isAs(now, after, Object.keys(after));
