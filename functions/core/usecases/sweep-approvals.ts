import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { eachAloneOf } from './each-alone.ts';
import type { SettleApproval } from './settle-approval.ts';

export interface SweepApprovalsDeps {
  readonly store: IncidentStore;
  readonly settle: SettleApproval;
  readonly clock: Clock;
}

/** An answer that is on its way is given this long, in seconds. */
const ON_ITS_WAY = 10;
const AT_ONCE = 10;

/** Gives an execution the answer that was lost on the way to it, and ends a question whose timer was lost. */
export const makeSweepApprovals = ({ store, settle, clock }: SweepApprovalsDeps) => {
  const tend = async (id: IncidentId): Promise<number> => {
    const whole = await store.readWhole(id);
    if (whole === undefined || !mayWait(whole)) return 0;
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
    const answered = await eachAloneOf(still, AT_ONCE, ({ id }) => tend(id));
    return answered.reduce((all, one) => all + one, 0);
  };
};

/** Whether its execution may still wait: it does until the first step that people approved was started. */
const mayWait = ({ incident, approvals, actions }: WholeIncident): boolean => {
  const newest = approvals.at(-1);
  if (newest === undefined) return false;
  return incident.status === 'awaiting_approval' || !actions.some(({ planDigest }) => planDigest === newest.planDigest);
};
