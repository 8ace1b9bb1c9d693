import type { ActionRecord } from '../domain/action.ts';
import { approvalOf } from '../domain/approval.ts';
import type { Incident } from '../domain/incident.ts';
import { locksOf } from '../domain/lock.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Gate } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { expected } from './change-incident.ts';
import { makeStartAction } from './start-action.ts';

/** Brings a step of a plan through the gate, with whatever the plan rests on; `resumes` is a start that crashed. */
export const makeEnterStep = (store: IncidentStore, gate: Gate) => {
  const start = makeStartAction(store, gate);
  return async (
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
};

export type EnterStep = ReturnType<typeof makeEnterStep>;
