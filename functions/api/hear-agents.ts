import { AGENT_HEADER, AgentCallHeader, SAYS_HEADER, SayingHeader } from '../core/contracts/agent-call.ts';
import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import { suffices } from '../core/domain/role.ts';
import type { HearAgent } from '../core/usecases/hear-agent.ts';
import { problem } from '../runtime/http.ts';
import type { Hear } from './router.ts';

/** What agents call is counted and told on the incident's timeline; they say themselves what they are, as browsers do. */
export const hearAgents =
  (hear: HearAgent): Hear =>
  async ({ headers, params }, { subject, role }, needed) => {
    const header = headers[AGENT_HEADER];
    if (header === undefined) return undefined;
    const called = AgentCallHeader.safeParse(header);
    if (!called.success) return problem(422, { detail: `the header ${AGENT_HEADER} is no protocol and tool` });
    const heard = await hear({
      ...{ subject, role, ...called.data },
      says: SayingHeader.optional().safeParse(headers[SAYS_HEADER]).data,
      incidentId: IncidentIdText.safeParse(params['id']).data,
      refusedFor: suffices(role, needed) ? undefined : needed,
    });
    if (heard.outcome === 'heard') return undefined;
    return problem(429, {
      detail: `${subject} made more than ${heard.limit} calls in this minute`,
      headers: { 'retry-after': String(heard.retryAfterSeconds) },
    });
  };
