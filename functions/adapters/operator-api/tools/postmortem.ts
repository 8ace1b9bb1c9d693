import * as z from 'zod';
import { clipped, pageOf } from './cut.ts';
import { IncidentId, limitOf, Next, Offset } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

const getPostmortem = tool({
  name: 'get_postmortem',
  description:
    'Writes what happened in an incident from the record alone: impact, cause with evidence, what was done, what was measured, what is open.',
  hints: { title: 'Get the postmortem' },
  input: z.object({ incident_id: IncidentId, offset: Offset, limit: limitOf(50, 200) }),
  output: z.object({
    id: z.string(),
    status: z.string(),
    ended_for: z.string().optional(),
    summary: z.string(),
    impact: z.object({ from: z.string(), to: z.string().optional(), seconds: z.number().optional() }),
    cause: z.object({ outcome: z.string(), text: z.string() }),
    actions: z.array(z.object({ at: z.string(), step: z.string(), target: z.string(), result: z.string() })),
    measurements: z.array(z.object({ at: z.string(), outcome: z.string(), says: z.string(), limit: z.string() })),
    open_questions: z.array(z.string()),
    timeline: z.array(
      z.object({ seq: z.int(), at: z.string(), actor: z.string(), kind: z.string(), text: z.string() }),
    ),
    next: Next,
  }),
  does: async (desk, { incident_id, offset, limit }) => {
    const told = await desk.postmortem(incident_id);
    const { from, to, seconds } = told.impact;
    const { items, next } = pageOf(
      told.timeline.map((entry) => ({ ...entry, text: clipped(entry.text) })),
      offset,
      limit,
    );
    return {
      ...{ id: told.id, status: told.status, ended_for: told.endedFor, summary: clipped(told.summary, 2_000) },
      impact: { from, to, seconds },
      cause: { outcome: told.cause.outcome, text: clipped(told.cause.text, 2_000) },
      actions: told.actions.map(({ at, step, target, result }) => ({ at, step, target, result })),
      measurements: told.measurements.map(({ at, outcome, says, limit: held }) => ({ at, outcome, says, limit: held })),
      open_questions: told.openQuestions,
      timeline: items,
      next,
    };
  },
});

/** What remains of an incident. */
export const POSTMORTEM_TOOLS: readonly Tool[] = [getPostmortem];
