import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';

/** Hands an incident to people whose question nobody answered in time. */
export const makeExpireApproval = (store: IncidentStore) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, planDigest: string): Promise<'expired' | 'superseded'> => {
    const plan = (await store.readWhole(id))?.plans.at(-1);
    const expired = await change(id, (incident) =>
      incident?.status === 'awaiting_approval' && plan?.digest === planDigest
        ? {
            to: 'escalated',
            entries: [
              {
                kind: 'incident.escalated',
                actor: 'timer',
                reason: 'approval_expired',
                text: 'Nobody decided in time.',
              },
            ],
            facts: { endedFor: 'approval_expired', locks: [] },
          }
        : undefined,
    );
    return expired === undefined ? 'superseded' : 'expired';
  };
};
