import type { Plan } from './plan.ts';
import type { Instant } from './time.ts';

/** By which way a decision came. */
export const CHANNELS = ['api', 'cli', 'console', 'slack', 'teams', 'jira', 'mcp', 'a2a'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What one person said to a plan. */
export interface Vote {
  readonly subject: string;
  readonly decision: 'approved' | 'denied';
  readonly at: Instant;
  readonly via: Channel;
  readonly comment?: string | undefined;
}

/** A question to people with a deadline, bound to the digest of one plan. */
export interface Approval {
  /** Attempt and number of the question, such as `1-1`. */
  readonly id: string;
  readonly planDigest: string;
  /** `withdrawn` when there was nothing left to right before anybody decided. */
  readonly status: 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn';
  readonly askedAt: Instant;
  readonly deadline: Instant;
  /** So many distinct subjects must approve; one denial denies. */
  readonly quorum: number;
  /** Who asked for the plan: the machine, unless a person did. That person's approval does not count. */
  readonly askedBy: string;
  readonly votes: readonly Vote[];
  readonly decidedAt?: Instant | undefined;
  /** Steps of the plan that were started by it: each may be started once. */
  readonly used: readonly string[];
}

/** Who asks when no person did. */
export const MACHINE = 'machine';

/** The question that a plan asks: about its digest, and not an older one about the same. */
export const approvalOf = (plan: Plan | undefined, approvals: readonly Approval[]): Approval | undefined =>
  plan && approvals.findLast(({ planDigest, askedAt }) => planDigest === plan.digest && askedAt >= plan.madeAt);

export type Voted =
  | { readonly outcome: 'counted'; readonly approval: Approval }
  | { readonly outcome: 'decided'; readonly status: Approval['status'] }
  /** Whoever asked for a plan does not approve it. */
  | { readonly outcome: 'own' }
  /** This subject has spoken already. */
  | { readonly outcome: 'again' };

/** The question after a vote: approved by a quorum of distinct subjects before its deadline, denied by anybody. */
export const vote = (approval: Approval, given: Vote): Voted => {
  if (approval.status !== 'pending') return { outcome: 'decided', status: approval.status };
  if (given.at >= approval.deadline) return { outcome: 'decided', status: 'expired' };
  if (approval.votes.some(({ subject }) => subject === given.subject)) return { outcome: 'again' };
  if (given.decision === 'approved' && approval.askedBy === given.subject) return { outcome: 'own' };
  const votes = [...approval.votes, given];
  const approving = new Set(votes.filter(({ decision }) => decision === 'approved').map(({ subject }) => subject));
  const status = given.decision === 'denied' ? 'denied' : approving.size >= approval.quorum ? 'approved' : 'pending';
  return {
    outcome: 'counted',
    approval: { ...approval, votes, status, ...(status !== 'pending' && { decidedAt: given.at }) },
  };
};
