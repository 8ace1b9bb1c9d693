import * as z from 'zod';
import { IncidentId } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

const askInvestigator = tool({
  name: 'ask_investigator',
  description:
    'Has the model that the policy names look at an incident, within its budget. It only reads. What it suggests stands on the timeline as investigation.suggested a minute or two later; nothing follows from it by itself. Needs the role responder.',
  hints: { title: 'Ask the investigator', readOnlyHint: false, idempotentHint: false, openWorldHint: true },
  input: z.object({ incident_id: IncidentId }),
  output: z.object({ incident_id: z.string(), outcome: z.literal('asked') }),
  does: async (desk, { incident_id }) => {
    const { incidentId, outcome } = await desk.investigate(incident_id);
    return { incident_id: incidentId, outcome };
  },
});

/** What a model of ours may be asked. */
export const INVESTIGATOR_TOOLS: readonly Tool[] = [askInvestigator];
