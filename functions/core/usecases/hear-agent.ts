import { type AgentCall, agentCalled, TOLD_EVERY } from '../domain/agent-call.ts';
import { canonicalJson } from '../domain/json.ts';
import type { AgentCalls } from '../ports/agent-calls.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface HearAgentDeps {
  readonly store: IncidentStore;
  readonly calls: AgentCalls;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export type Heard =
  | { readonly outcome: 'heard' }
  | { readonly outcome: 'too_many'; readonly limit: number; readonly retryAfterSeconds: number };

/**
 * Counts a call by an agent against its subject's limit and puts it on the incident's timeline, before it is answered: what
 * cannot be told is not answered. The same call by the same subject is told once in five minutes.
 */
export const makeHearAgent = ({ store, calls, policies, clock }: HearAgentDeps) => {
  const change = makeChangeIncident(store);

  return async (call: AgentCall): Promise<Heard> => {
    const now = Math.floor(clock().getTime() / 1000);
    const { callsPerMinute: limit } = (await policies.current()).agents;
    const made = await calls.count(call.subject, Math.floor(now / 60));
    if (made > limit) return { outcome: 'too_many', limit, retryAfterSeconds: 60 - (now % 60) };
    const { incidentId, subject, protocol, tool, says, refusedFor } = call;
    if (incidentId === undefined) return { outcome: 'heard' };
    const window = Math.floor(now / TOLD_EVERY);
    const name = canonicalJson([incidentId, subject, protocol, tool, says ?? null, refusedFor ?? null, window]);
    if (await calls.isTold(name)) return { outcome: 'heard' };
    // Told first and remembered then: after a crash in between it stands there twice, and never not at all.
    await change(incidentId, (incident) => incident && { entries: [agentCalled(call)] });
    await calls.tell(name, (window + 1) * TOLD_EVERY);
    return { outcome: 'heard' };
  };
};

export type HearAgent = ReturnType<typeof makeHearAgent>;
