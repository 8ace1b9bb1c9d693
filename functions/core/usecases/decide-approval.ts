import { type Approval, approvalOf, type Vote, type Voted, vote } from '../domain/approval.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Timers } from '../ports/timers.ts';
import type { SettleApproval } from './settle-approval.ts';

export interface DecideApprovalDeps {
  readonly store: IncidentStore;
  /** Gives the waiting execution its answer. */
  readonly settle: SettleApproval;
  readonly timers: Timers;
  readonly clock: Clock;
}

/** What a person says, to exactly the plan that they saw. */
export interface Decision extends Omit<Vote, 'at'> {
  readonly planDigest: string;
}

export type Decided =
  | Voted
  | { readonly outcome: 'unknown' }
  /** Nobody is asked anything about this incident. */
  | { readonly outcome: 'not_asked' }
  /** The plan that was decided on is not the one that is asked about. */
  | { readonly outcome: 'stale'; readonly planDigest: string };

const ROUNDS = 10;

/** Counts a person's decision, by the same conditional write as its expiry; the one that ends the question answers the execution. */
export const makeDecideApproval = ({ store, settle, timers, clock }: DecideApprovalDeps) => {
  /** The decision stands already: an answer that could not be given now is given by a timer. */
  const tell = async (id: IncidentId, { planDigest }: Approval): Promise<void> => {
    try {
      await settle(id);
    } catch (error) {
      if (!(error instanceof DependencyUnavailable)) throw error;
      await timers.after(1, { kind: 'approval_due', incidentId: id, planDigest });
    }
  };

  return async (id: IncidentId, { planDigest, ...given }: Decision): Promise<Decided> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      if (whole === undefined) return { outcome: 'unknown' };
      const approval = approvalOf(whole.plans.at(-1), whole.approvals) ?? whole.approvals.at(-1);
      if (approval === undefined) return { outcome: 'not_asked' };
      if (approval.planDigest !== planDigest) return { outcome: 'stale', planDigest: approval.planDigest };
      if (approval.status === 'pending' && whole.incident.status !== 'awaiting_approval')
        return { outcome: 'not_asked' };
      const voted = vote(approval, { ...given, at: instant(clock()) });
      if (voted.outcome !== 'counted') return voted;
      const written = await store.commit(whole.incident, {
        ...(voted.approval.status === 'approved' && { to: 'mitigating' as const }),
        entries: [told(voted.approval, given)],
        approval: voted.approval,
      });
      if (written.outcome === 'conflict') continue;
      if (voted.approval.status !== 'pending') await tell(id, voted.approval);
      return voted;
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };
};

export type DecideApproval = ReturnType<typeof makeDecideApproval>;

const told = ({ id, planDigest, status, votes, quorum }: Approval, given: Omit<Vote, 'at'>): TimelineDraft => {
  const { subject, decision, via, comment } = given;
  const said = comment === undefined ? '' : `: ${comment}`;
  const approving = votes.filter((one) => one.decision === 'approved').length;
  const count = quorum > 1 && decision === 'approved' ? ` (${approving} of ${quorum})` : '';
  return {
    kind: status === 'pending' ? 'approval.seconded' : `approval.${decision}`,
    actor: `person:${subject}`,
    ...(status === 'denied' && { reason: 'approval_denied' as const }),
    text: `${subject} ${decision} the plan${count}${said}.`,
    data: { approval: id, planDigest, via, ...(comment !== undefined && { comment }) },
  };
};
