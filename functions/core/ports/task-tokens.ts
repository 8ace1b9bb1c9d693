import type { IncidentId } from '../domain/incident.ts';

/** Keeps the tokens by which a waiting execution is answered. They never leave the server: no answer or log holds one. */
export interface TaskTokens {
  /** Keeps the newest token of a question; an execution that asks again has another one. */
  keep(id: IncidentId, approvalId: string, token: string): Promise<void>;
  of(id: IncidentId, approvalId: string): Promise<string | undefined>;
}
