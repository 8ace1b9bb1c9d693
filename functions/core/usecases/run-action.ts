import { type ActionRecord, actionKey } from '../domain/action.ts';
import { isSettled } from '../domain/calm.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { isAs, unmetBy } from '../domain/target-state.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { ActionRunner } from '../ports/action-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Gate } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Patience } from '../ports/patience.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { TargetReader } from '../ports/target-reader.ts';
import { lookAt } from './bind-rung.ts';
import { makeCarryOut } from './carry-out.ts';
import { expected } from './change-incident.ts';
import { makeEnterStep } from './enter-step.ts';
import type { SilenceAlerts } from './silence-alerts.ts';
import { makeTakeUpStep } from './take-up-step.ts';
import { type ActionOutcome, makeWriteStep } from './write-step.ts';

export interface ActDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly gate: Gate;
  readonly runners: readonly ActionRunner[];
  readonly readers: readonly TargetReader[];
  readonly patience: Patience;
  readonly silence: Pick<SilenceAlerts, 'quietly'>;
  readonly clock: Clock;
  /** After this long whoever started an action is not at work on it any more: the Lambda's own timeout. */
  readonly leaseSeconds: number;
}

const ACTOR = 'act';

/** Runs one step of the allowed plan: on a target that is still as planned, through the gate, once. */
export const makeRunAction = (deps: ActDeps) => {
  const { store, gate, readers, clock, leaseSeconds } = deps;
  const { carryOut, inspect } = makeCarryOut(deps.runners, deps.patience);
  const { quietly } = deps.silence;
  const enter = makeEnterStep(store, gate);
  const write = makeWriteStep(store, clock);
  const takeUp = makeTakeUpStep({ enter, write, clock, leaseSeconds, carryOut, inspect, quietly });

  return async (id: IncidentId, attempt: number, index: number): Promise<ActionOutcome> => {
    const whole = await store.readWhole(id);
    const incident = expected(whole?.incident, attempt, ['mitigating']);
    if (whole === undefined || incident === undefined) return 'superseded';
    const { plan, step } = stepAt(whole, index);
    const key = actionKey(id, attempt, step.id);
    const known = whole.actions.find((action) => action.key === key);
    if (known !== undefined) return known.result === 'started' ? takeUp(incident, plan, step, known) : known.result;

    if (!isSettled(whole)) return write.drifted(incident, index, step, 'its alerts changed meanwhile');
    const snapshot = await seen(step);
    if ('unreadable' in snapshot) return write.unreadable(incident, step, snapshot.unreadable);
    const unmet = isThere(step, snapshot.state) ? undefined : unmetBy(snapshot.state, step);
    if (unmet !== undefined) return write.drifted(incident, index, step, unmet);

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
    if (entered.outcome === 'refused') return write.refused(incident, step, entered.reason);
    if (entered.outcome === 'known') {
      return entered.action.result === 'started' ? takeUp(incident, plan, step, entered.action) : entered.action.result;
    }
    const task = { ...step, before: snapshot.state };
    const ran = await quietly(id, step.timeoutSeconds, () => carryOut(task, key, step.timeoutSeconds));
    return write.finish(incident, step, action, ran);
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
