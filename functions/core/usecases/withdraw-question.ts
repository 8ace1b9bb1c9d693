import { type Approval, approvalOf } from '../domain/approval.ts';
import { judgeCalm } from '../domain/calm.ts';
import type { IncidentId } from '../domain/incident.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Timers } from '../ports/timers.ts';

export interface WithdrawQuestionDeps {
  readonly store: IncidentStore;
  readonly timers: Timers;
  readonly clock: Clock;
}

/** Seconds after which the execution is told once more, should whoever withdraws die before it could tell it. */
const TELL_AGAIN = 5;

/**
 * Takes a question to people back when every alert has resolved by itself and stayed so: what righted itself is closed as
 * that, rather than handed to people because nobody answered. A decision at the same moment wins or loses by the same write.
 */
export const makeWithdrawQuestion =
  ({ store, timers, clock }: WithdrawQuestionDeps) =>
  async (id: IncidentId, calmSeconds: number): Promise<'withdrawn' | 'stands'> => {
    const whole = await store.readWhole(id);
    const approval = whole && approvalOf(whole.plans.at(-1), whole.approvals);
    if (whole?.incident.status !== 'awaiting_approval' || approval?.status !== 'pending') return 'stands';
    const now = instant(clock());
    const calm = judgeCalm(whole, calmSeconds, now);
    if (calm.is !== 'over') return 'stands';
    const { planDigest } = approval;
    await timers.after(TELL_AGAIN, { kind: 'approval_due', incidentId: id, planDigest });
    const written = await store.commit(whole.incident, withdrawing(approval, calm.since, now));
    return written.outcome === 'written' ? 'withdrawn' : 'stands';
  };

export type WithdrawQuestion = ReturnType<typeof makeWithdrawQuestion>;

const withdrawing = (approval: Approval, since: Instant, now: Instant) => ({
  to: 'diagnosing' as const,
  approval: { ...approval, status: 'withdrawn' as const, decidedAt: now },
  entries: [
    {
      kind: 'approval.withdrawn',
      actor: 'keep-watch',
      reason: 'resolved_by_itself',
      text: `Nobody has to decide any more: every alert resolved by itself, and nothing changed since ${since}.`,
      data: { approval: approval.id, planDigest: approval.planDigest, since },
    },
  ] as const,
});
