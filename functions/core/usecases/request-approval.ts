import { type Approval, approvalOf, MACHINE } from '../domain/approval.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import { instant, plusSeconds, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { TaskTokens } from '../ports/task-tokens.ts';
import type { Timers } from '../ports/timers.ts';
import type { Answer, WaitingWorkflow } from '../ports/waiting-workflow.ts';
import { expected, makeChangeIncident } from './change-incident.ts';

export interface RequestApprovalDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly tokens: TaskTokens;
  readonly waiting: WaitingWorkflow;
  readonly timers: Timers;
  readonly clock: Clock;
}

const MAY_ASK = ['diagnosing', 'awaiting_approval', 'mitigating'] as const;

/**
 * Asks people about the newest plan and has the execution wait under its token. Asking again, after a crash, keeps the
 * question and takes the new token; what was decided in between is answered at once.
 */
export const makeRequestApproval = (deps: RequestApprovalDeps) => {
  const { store, policies, tokens, waiting, timers, clock } = deps;
  const change = makeChangeIncident(store);

  const pose = async (whole: WholeIncident, attempt: number, planDigest: string, token: string) => {
    const { approvals: policy } = await policies.current();
    const now = instant(clock());
    const approval: Approval = {
      id: `${attempt}-${whole.approvals.length + 1}`,
      planDigest,
      status: 'pending',
      askedAt: now,
      deadline: plusSeconds(now, policy.deadlineSeconds),
      quorum: policy.quorum,
      askedBy: whole.incident.proposedBy ?? MACHINE,
      votes: [],
      used: [],
    };
    // Before it can be decided, or the answer to a quick decision would find nobody to give it to.
    await tokens.keep(whole.incident.id, approval.id, token);
    const asked = await change(whole.incident.id, (incident) => asking(incident, attempt, approval));
    return asked && approval;
  };

  return async (id: IncidentId, attempt: number, token: string): Promise<Answer | 'asked'> => {
    const answer = async (given: Answer): Promise<Answer> => {
      await waiting.answer(token, given);
      return given;
    };
    const whole = await store.readWhole(id);
    const plan = whole?.plans.at(-1);
    if (whole === undefined || expected(whole.incident, attempt, MAY_ASK) === undefined || plan?.decision !== 'ask')
      return answer('superseded');
    const known = approvalOf(plan, whole.approvals);
    if (known !== undefined && known.status !== 'pending') return answer(known.status);
    if (known !== undefined) await tokens.keep(id, known.id, token);
    const approval = known ?? (await pose(whole, attempt, plan.digest, token));
    if (approval === undefined) return answer('superseded');
    await timers.after(secondsBetween(instant(clock()), approval.deadline), {
      kind: 'approval_due',
      incidentId: id,
      planDigest: plan.digest,
    });
    return 'asked';
  };
};

const asking = (incident: Incident | undefined, attempt: number, approval: Approval) => {
  if (expected(incident, attempt, ['diagnosing']) === undefined) return undefined;
  const { id, planDigest, deadline, quorum } = approval;
  const who = quorum === 1 ? 'an approver' : `${quorum} approvers`;
  return {
    to: 'awaiting_approval' as const,
    entries: [
      {
        kind: 'approval.asked',
        actor: 'ask',
        text: `Asked ${who} to decide until ${deadline}; without a decision nothing is done.`,
        data: { approval: id, planDigest, deadline, quorum },
      },
    ] as const,
    approval,
  };
};
