import type { IncidentId } from './incident.ts';
import type { Role } from './role.ts';

/** What can be done from a message elsewhere. It carries no authority: who pressed it decides. */
export type Button =
  | { readonly does: 'approve' | 'deny'; readonly incidentId: IncidentId; readonly planDigest: string }
  | { readonly does: 'acknowledge'; readonly incidentId: IncidentId }
  /** Stops every action of everything: whoever presses it has no time to look for names. */
  | { readonly does: 'brake'; readonly incidentId: IncidentId };

/** Who may press it: the same as by the API. */
export const NEEDED: Readonly<Record<Button['does'], Role>> = {
  approve: 'approver',
  deny: 'approver',
  acknowledge: 'responder',
  brake: 'responder',
};
