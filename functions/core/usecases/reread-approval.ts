import { approvalOf } from '../domain/approval.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Answer } from '../ports/waiting-workflow.ts';
import { expected } from './change-incident.ts';
import type { SettleApproval } from './settle-approval.ts';

export interface RereadApprovalDeps {
  readonly store: IncidentStore;
  readonly settle: SettleApproval;
}

/** What became of a question whose answer never reached its execution; one that is still pending by then is expired. */
export const makeRereadApproval =
  ({ store, settle }: RereadApprovalDeps) =>
  async (id: IncidentId, attempt: number): Promise<Answer> => {
    await settle(id);
    const whole = await store.readWhole(id);
    const approval = whole && approvalOf(whole.plans.at(-1), whole.approvals);
    const ours = expected(whole?.incident, attempt, ['awaiting_approval', 'mitigating', 'diagnosing']);
    if (ours === undefined || approval === undefined) return 'superseded';
    return approval.status === 'pending' ? 'expired' : approval.status;
  };
