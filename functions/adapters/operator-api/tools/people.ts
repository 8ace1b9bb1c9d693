import * as z from 'zod';
import { IncidentId, Words } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

const Standing = z.object({ id: z.string(), status: z.string(), acknowledged_by: z.string().optional() });

const decideApproval = tool({
  name: 'decide_approval',
  description:
    'Approves or denies exactly the plan that an incident asks about. Needs the token of an approver who did not ask for the plan. Approving lets the plan run through the gate: show a person what it would do before you call this.',
  hints: {
    title: 'Decide an approval',
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  },
  input: z.object({
    incident_id: IncidentId,
    decision: z.enum(['approve', 'deny']),
    plan_digest: z.string().min(1).max(128).describe('Digest of the plan that was looked at, from get_incident'),
    comment: Words.optional(),
  }),
  output: z.object({ status: z.string(), plan_digest: z.string(), approvals: z.int(), quorum: z.int() }),
  does: async (desk, { incident_id, decision, plan_digest, comment }) => {
    const { status, planDigest, votes, quorum } = await desk.decide(incident_id, {
      ...{ decision, planDigest: plan_digest, comment },
    });
    const approvals = votes.filter((vote) => vote.decision === 'approved').length;
    return { status, plan_digest: planDigest, approvals, quorum };
  },
});

const acknowledge = tool({
  name: 'acknowledge_incident',
  description: 'Says that the holder of this token is at it, so that nobody else is called. The first one counts.',
  hints: { title: 'Acknowledge', readOnlyHint: false },
  input: z.object({ incident_id: IncidentId, comment: Words.optional() }),
  output: Standing,
  does: async (desk, { incident_id, comment }) => {
    const { id, status, acknowledgedBy } = await desk.acknowledge(incident_id, comment);
    return { id, status, acknowledged_by: acknowledgedBy };
  },
});

const addNote = tool({
  name: 'add_note',
  description: 'Keeps a note with an incident, in the name of the holder of this token. It decides nothing.',
  hints: { title: 'Add a note', readOnlyHint: false, idempotentHint: false },
  input: z.object({ incident_id: IncidentId, text: Words }),
  output: z.object({ id: z.string(), status: z.string() }),
  does: async (desk, { incident_id, text }) => {
    const { id, status } = await desk.note(incident_id, text);
    return { id, status };
  },
});

/** What people say, and agents in their name. */
export const PEOPLE_TOOLS: readonly Tool[] = [decideApproval, acknowledge, addNote];
