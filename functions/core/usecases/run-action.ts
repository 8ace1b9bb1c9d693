import { type ActionRecord, actionKey } from '../domain/action.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { ActionRunner, Ran } from '../ports/action-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Gate } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { expected, makeChangeIncident } from './change-incident.ts';

export interface RunActionDeps {
  readonly store: IncidentStore;
  readonly gate: Gate;
  readonly runners: readonly ActionRunner[];
  readonly clock: Clock;
  /** After this long whoever started an action is not at work on it any more: the Lambda's own timeout. */
  readonly leaseSeconds: number;
}

export type ActionOutcome = 'done' | 'skipped' | 'failed' | 'refused' | 'superseded';

const ACTOR = 'act';
const ROUNDS = 10;

/** Runs one step of the allowed plan: through the gate, once, and on exactly the planned target. */
export const makeRunAction = ({ store, gate, runners, clock, leaseSeconds }: RunActionDeps) => {
  const change = makeChangeIncident(store);

  const enter = async (incident: Incident, plan: Plan, step: PlannedStep) => {
    let before: Incident | undefined = incident;
    for (let round = 0; round < ROUNDS; round += 1) {
      if (before === undefined) return { outcome: 'superseded' as const };
      const now = instant(clock());
      const action: ActionRecord = {
        key: actionKey(before.id, before.attempt, step.id),
        planDigest: plan.digest,
        step: step.id,
        target: step.target,
        result: 'started',
        startedAt: now,
        leaseUntil: plusSeconds(now, leaseSeconds),
      };
      const entry: TimelineDraft = {
        kind: 'action.started',
        actor: ACTOR,
        text: `Started to ${step.says}.`,
        data: { key: action.key, target: step.target, planDigest: plan.digest },
      };
      const answer = await gate.start({
        before,
        action,
        services: [plan.scope.service, plan.scope.dependency],
        policyDigest: plan.policyDigest,
        entry,
      });
      if (answer.outcome === 'started') return { outcome: 'started' as const, action };
      if (answer.outcome !== 'conflict') return answer;
      before = expected(await store.read(incident.id), incident.attempt, ['mitigating']);
    }
    throw new DependencyUnavailable('gate', `${incident.id} kept changing through ${ROUNDS} rounds`);
  };

  const run = async (step: PlannedStep, key: string): Promise<Ran> => {
    const runner = runners.find(({ connector }) => connector === step.connector);
    if (runner === undefined) return { outcome: 'failed', found: {}, error: `no connector for ${step.connector}` };
    try {
      return await runner.run(step, key);
    } catch (error) {
      if (error instanceof DependencyUnavailable || error instanceof ContractViolation) {
        return { outcome: 'failed', found: {}, error: error.message };
      }
      throw error;
    }
  };

  return async (id: IncidentId, attempt: number, index: number): Promise<ActionOutcome> => {
    const whole = await store.readWhole(id);
    const incident = expected(whole?.incident, attempt, ['mitigating']);
    if (incident === undefined) return 'superseded';
    const plan = whole?.plans.at(-1);
    const step = plan?.steps[index];
    if (plan === undefined || step === undefined)
      throw new ContractViolation(`step ${index} was asked for, the plan has ${plan?.steps.length ?? 'none'}`);

    const entered = await enter(incident, plan, step);
    if (entered.outcome === 'superseded') return 'superseded';
    if (entered.outcome === 'refused') {
      const { reason } = entered;
      const written = await change(
        id,
        (current) =>
          expected(current, attempt, ['mitigating']) && {
            entries: [
              {
                kind: 'action.refused',
                actor: ACTOR,
                reason,
                text: `The gate refused to ${step.says}: ${reason}.`,
                data: { target: step.target },
              },
            ],
          },
      );
      return written ? 'refused' : 'superseded';
    }
    const { action } = entered;
    if (action.result !== 'started') return action.result;
    if (entered.outcome === 'known' && action.leaseUntil > instant(clock())) {
      throw new DependencyUnavailable('action lease', `${action.key} may still run until ${action.leaseUntil}`);
    }

    const ran = await run(step, action.key);
    const ended: ActionRecord = {
      ...action,
      result: ran.outcome,
      endedAt: instant(clock()),
      found: ran.found,
      ...(ran.outcome === 'done' && { changed: ran.changed }),
      ...(ran.outcome === 'failed' && { error: ran.error }),
    };
    // What was done stays on the record, even if the incident was handed over meanwhile.
    const written = await change(id, (current) => current && { entries: [told(step, ran, ended)], action: ended });
    return expected(written, attempt, ['mitigating']) ? ran.outcome : 'superseded';
  };
};

const told = (step: PlannedStep, ran: Ran, { key, target }: ActionRecord): TimelineDraft => {
  const facts = { key, target, found: ran.found };
  if (ran.outcome === 'done') {
    const data = { ...facts, changed: ran.changed };
    return { kind: 'action.done', actor: ACTOR, text: `Did: ${step.says}, on ${target}.`, data };
  }
  if (ran.outcome === 'skipped') {
    return { kind: 'action.skipped', actor: ACTOR, text: `Did not need to ${step.says}: ${ran.why}.`, data: facts };
  }
  const data = { ...facts, error: ran.error };
  return {
    kind: 'action.failed',
    actor: ACTOR,
    reason: 'action_failed',
    text: `Could not ${step.says}: ${ran.error}.`,
    data,
  };
};
