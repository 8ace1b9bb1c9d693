import { Refused } from '../adapters/operator-api/refused.ts';
import type { AgentTask } from '../core/domain/agent-task.ts';
import { standingOf } from '../core/domain/agent-task.ts';
import type { Agent, Call } from './agent.ts';
import { artifactsOf } from './artifacts.ts';
import type { Asked } from './asked.ts';
import { findIncident } from './find-incident.ts';

const NOT_FOLLOWED = 'this task follows no incident';

/** Gives a decision to the gate's question, in the name of the peer's token. */
const decide = async ({ desk }: Call, { incidentId }: AgentTask, asked: Asked, text: string): Promise<string> => {
  const { decision, plan_digest, comment } = asked;
  if (incidentId === undefined) throw new Refused(409, NOT_FOLLOWED);
  if (decision === undefined || plan_digest === undefined) {
    return 'To decide, send a data part with decision (approve or deny) and plan_digest, the digest of the plan in the artifact.';
  }
  const told = desk('resolution-agent.decide', text);
  const { status, votes, quorum } = await told.decide(incidentId, { decision, planDigest: plan_digest, comment });
  return `Counted: ${status}, ${votes.length} of ${quorum} decisions.`;
};

/** Follows an incident from its plan to its end, and carries decisions to it. The machine and the gate do the rest. */
export const resolutionAgent: Agent = {
  begin: async (call, asked, text) => {
    const incident = await findIncident(call.desk(`resolution-agent.${asked.undo ? 'undo' : 'resolve'}`, text), asked);
    if (asked.undo === undefined) return { goal: 'resolve', incidentId: incident.id };
    await call.desk('resolution-agent.undo').undo(incident.id, asked.comment);
    return { goal: 'undo', incidentId: incident.id, since: incident.seq };
  },
  hear: decide,
  look: async ({ desk, apiUrl }, task) => {
    if (task.incidentId === undefined) return { ...standingOf(task, undefined), artifacts: [] };
    const view = await desk('resolution-agent.look').incident(task.incidentId);
    return { ...standingOf(task, view), artifacts: artifactsOf(apiUrl, view, ['plan', 'verification']) };
  },
  cancel: async ({ desk }, { incidentId, id, goal }) => {
    if (incidentId === undefined) throw new Refused(409, NOT_FOLLOWED);
    if (goal === 'undo') throw new Refused(409, 'what is being taken back is taken back to its end');
    await desk('resolution-agent.cancel').escalate(incidentId, `The task ${id} of the resolution-agent was cancelled.`);
  },
};
