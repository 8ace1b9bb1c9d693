import { type Approval, approvalOf } from '../domain/approval.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { TaskTokens } from '../ports/task-tokens.ts';
import type { Answer, WaitingWorkflow } from '../ports/waiting-workflow.ts';

export interface SettleApprovalDeps {
  readonly store: IncidentStore;
  readonly tokens: TaskTokens;
  readonly waiting: WaitingWorkflow;
  readonly clock: Clock;
}

const ROUNDS = 10;

/**
 * Ends the newest question of an incident if its deadline has passed, and gives the waiting execution the answer that
 * the record holds, again if need be. The timer calls it at the deadline, the sweeper whenever an answer may be lost.
 */
export const makeSettleApproval = ({ store, tokens, waiting, clock }: SettleApprovalDeps) => {
  const answer = async (id: IncidentId, { id: approvalId }: Approval, given: Answer): Promise<Answer | 'gone'> => {
    const token = await tokens.of(id, approvalId);
    if (token === undefined) return 'gone';
    return (await waiting.answer(token, given)) === 'gone' ? 'gone' : given;
  };

  return async (id: IncidentId): Promise<Answer | 'gone' | 'nothing_asked' | 'not_due'> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      const approval = whole?.approvals.at(-1);
      if (whole === undefined || approval === undefined) return 'nothing_asked';
      const due = standingOf(whole, approval, instant(clock()));
      if (due === 'wait') return 'not_due';
      if (due !== 'expire') return answer(id, approval, due);
      const written = await store.commit(whole.incident, expiring(approval, instant(clock())));
      if (written.outcome === 'written') return answer(id, approval, 'expired');
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };
};

export type SettleApproval = ReturnType<typeof makeSettleApproval>;

/** What is left to do about a question. */
const standingOf = (
  { incident, plans }: WholeIncident,
  approval: Approval,
  now: string,
): Answer | 'wait' | 'expire' => {
  if (approval.status !== 'pending') return approval.status;
  if (incident.status !== 'awaiting_approval' || approvalOf(plans.at(-1), [approval]) === undefined)
    return 'superseded';
  return now >= approval.deadline ? 'expire' : 'wait';
};

const expiring = (approval: Approval, now: string) => ({
  approval: { ...approval, status: 'expired' as const, decidedAt: now },
  entries: [
    {
      kind: 'approval.expired',
      actor: 'timer',
      reason: 'approval_expired',
      text: `Nobody decided until ${approval.deadline}: that denies the plan.`,
      data: { approval: approval.id, planDigest: approval.planDigest },
    },
  ] as const,
});
