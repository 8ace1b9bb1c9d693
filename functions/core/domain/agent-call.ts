import type { IncidentId } from './incident.ts';
import type { Role } from './role.ts';
import type { TimelineDraft } from './timeline.ts';

/** By which protocol agents and assistants talk to us. */
export const AGENT_PROTOCOLS = ['mcp', 'a2a'] as const;
export type AgentProtocol = (typeof AGENT_PROTOCOLS)[number];

/** One call by an agent, in the name of the subject whose token it carries. */
export interface AgentCall {
  readonly subject: string;
  readonly role: Role;
  readonly protocol: AgentProtocol;
  /** What was called: a tool, or an agent's skill. */
  readonly tool: string;
  readonly incidentId?: IncidentId | undefined;
  /** What another agent said with it: untrusted words, which decide nothing. */
  readonly says?: string | undefined;
  /** The role that it would have needed, where its own is not enough. */
  readonly refusedFor?: Role | undefined;
}

/** The same call of the same subject stands on a timeline once in so many seconds. */
export const TOLD_EVERY = 300;

/** What the timeline says of a call. */
export const agentCalled = ({ subject, role, protocol, tool, says, refusedFor }: AgentCall): TimelineDraft => {
  const refused = refusedFor === undefined ? '' : ` It was refused: that needs the role ${refusedFor}.`;
  return {
    kind: 'agent.called',
    actor: `agent:${subject}`,
    text: `${subject} (${role}) called ${tool} by ${protocol}${says === undefined ? '' : `, saying “${says}”`}.${refused}`,
    data: {
      protocol,
      tool,
      role,
      ...(says !== undefined && { says }),
      ...(refusedFor !== undefined && { refusedFor }),
    },
  };
};
