import type { Grant } from '../domain/grant.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';
import type { DecideApproval, Decided, Decision } from './decide-approval.ts';
import type { GiveGrant } from './give-grant.ts';

export interface DecideAndGrantDeps {
  readonly store: IncidentStore;
  readonly decide: DecideApproval;
  readonly give: GiveGrant;
}

/** The decision, and the grant that came with it once the plan was approved. */
export interface DecidedAndGranted {
  readonly decided: Decided;
  readonly grant?: Grant | undefined;
}

/** Counts a decision; the one that approves the plan may let its runbook run by itself for this service for a while. */
export const makeDecideAndGrant = ({ store, decide, give }: DecideAndGrantDeps) => {
  const change = makeChangeIncident(store);

  return async (id: IncidentId, decision: Decision, grantSeconds?: number): Promise<DecidedAndGranted> => {
    const decided = await decide(id, decision);
    if (grantSeconds === undefined || decided.outcome !== 'counted' || decided.approval.status !== 'approved')
      return { decided };
    const plan = (await store.readWhole(id))?.plans.findLast(({ digest }) => digest === decision.planDigest);
    if (plan === undefined) return { decided };
    const { fault, scope } = plan;
    const reason = decision.comment ?? `approved with ${id}`;
    const by = decision.subject;
    const given = await give({ fault, service: scope.service, by, reason, seconds: grantSeconds, approved: true });
    if (given.outcome !== 'granted') return { decided };
    const { grant } = given;
    await change(
      id,
      (incident) =>
        incident && {
          entries: [
            {
              kind: 'grant.given',
              actor: `person:${by}`,
              text: `${by} let ${fault} run by itself for ${scope.service} until ${grant.until}.`,
              data: { grant: grant.id, until: grant.until },
            },
          ],
        },
    );
    return { decided, grant };
  };
};

export type DecideAndGrant = ReturnType<typeof makeDecideAndGrant>;
