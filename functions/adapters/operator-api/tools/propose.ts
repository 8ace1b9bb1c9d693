import * as z from 'zod';
import { IncidentId, Words } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

const proposeMitigation = tool({
  name: 'propose_mitigation',
  description:
    'Proposes that something be done about an incident that was handed to people and still fires. An incident linked to it is opened and diagnosed anew; its plan is asked of approvers, and of others than you. It never acts. Needs the role responder.',
  hints: { title: 'Propose a mitigation', readOnlyHint: false, idempotentHint: false },
  input: z.object({
    incident_id: IncidentId,
    because: Words.describe('Why, with the ids of the evidence'),
    fault: z
      .string()
      .min(1)
      .max(63)
      .optional()
      .describe('The runbook that you propose, from list_runbooks; refused if the evidence names another'),
  }),
  output: z.object({
    incident_id: z.string().describe('Follow this one'),
    status: z.string(),
    linked_to: z.string().optional(),
  }),
  does: async (desk, { incident_id, because, fault }) => {
    const { id, status, linkedTo } = await desk.propose(incident_id, { because, fault });
    return { incident_id: id, status, linked_to: linkedTo };
  },
});

/** What may be asked for. */
export const PROPOSING_TOOLS: readonly Tool[] = [proposeMitigation];
