import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAloneOf } from './each-alone.ts';
import type { SettleApproval } from './settle-approval.ts';
import type { WithdrawQuestion } from './withdraw-question.ts';

export interface SweepApprovalsDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly settle: SettleApproval;
  readonly withdraw: WithdrawQuestion;
  readonly clock: Clock;
}

/** An answer that is on its way is given this long, in seconds. */
const ON_ITS_WAY = 10;
const AT_ONCE = 10;

/**
 * Gives an execution the answer that was lost on the way to it, ends a question whose timer was lost, and takes back one
 * that has become idle.
 */
export const makeSweepApprovals = ({ store, policies, settle, withdraw, clock }: SweepApprovalsDeps) => {
  const tend = async (id: IncidentId, calmSeconds: number): Promise<number> => {
    const withdrawn = (await withdraw(id, calmSeconds)) === 'withdrawn';
    const whole = await store.readWhole(id);
    if (whole === undefined || (!withdrawn && !mayWait(whole))) return 0;
    const settled = await settle(id);
    return settled === 'not_due' || settled === 'gone' || settled === 'nothing_asked' ? 0 : 1;
  };

  /** How many executions were answered. */
  return async (): Promise<number> => {
    const now = instant(clock());
    const still = (await store.unfinished()).filter(
      ({ status, updatedAt }) =>
        (status === 'awaiting_approval' || status === 'mitigating') && secondsBetween(updatedAt, now) >= ON_ITS_WAY,
    );
    if (still.length === 0) return 0;
    const { calm } = (await policies.current()).timings;
    const answered = await eachAloneOf(still, AT_ONCE, ({ id }) => tend(id, calm));
    return answered.reduce((all, one) => all + one, 0);
  };
};

/** Whether its execution may still wait: it does until the first step that people approved was started. */
const mayWait = ({ incident, approvals, actions }: WholeIncident): boolean => {
  const newest = approvals.at(-1);
  if (newest === undefined) return false;
  return incident.status === 'awaiting_approval' || !actions.some(({ planDigest }) => planDigest === newest.planDigest);
};
