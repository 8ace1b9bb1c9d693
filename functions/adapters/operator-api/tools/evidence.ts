import * as z from 'zod';
import { citableIn } from '../../../core/domain/citable.ts';
import { clipped, pageOf } from './cut.ts';
import { IncidentId, limitOf, Next, Offset } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

/** One thing that was observed, as it can be cited. */
export const EVIDENCE_SHAPE = z.object({
  id: z.string(),
  about: z.string(),
  says: z.string(),
  query: z.string(),
  verdict: z.string().optional(),
  limit: z.string().optional(),
  value: z.number().optional(),
  normally: z.number().optional(),
  missing: z.string().optional(),
});

const getEvidence = tool({
  name: 'get_evidence',
  description:
    'Reads what was observed about an incident, each with an id to cite, the query asked, the value seen and the verdict. The newest diagnosis comes first.',
  hints: { title: 'Read the evidence' },
  input: z.object({ incident_id: IncidentId, offset: Offset, limit: limitOf(30, 100) }),
  output: z.object({
    evidence: z.array(EVIDENCE_SHAPE),
    next: Next,
  }),
  does: async (desk, { incident_id, offset, limit }) => {
    const all = citableIn(await desk.incident(incident_id));
    const { items, next } = pageOf(all, offset, limit);
    return { evidence: items, next };
  },
});

const getSeries = tool({
  name: 'get_series',
  description:
    'Reads the series that were kept with the newest diagnosis, what moved most first. Times are unix seconds; null is a gap.',
  hints: { title: 'Read the stored series' },
  input: z.object({ incident_id: IncidentId, offset: Offset, limit: limitOf(5, 20) }),
  output: z.object({
    from: z.number(),
    window_from: z.number().describe('From here on the trouble is seen; before it is normal'),
    step: z.number(),
    series: z.array(
      z.object({
        service: z.string(),
        signal: z.string(),
        query: z.string(),
        values: z.array(z.number().nullable()),
      }),
    ),
    next: Next,
  }),
  does: async (desk, { incident_id, offset, limit }) => {
    const { from, windowFrom, step, series, cursor } = await desk.series(incident_id, { cursor: offset, limit });
    const { items, next } = pageOf(series, 0, limit);
    const rest = next === undefined ? cursor : offset + next;
    return { from, window_from: windowFrom, step, series: items, next: rest };
  },
});

const similarIncidents = tool({
  name: 'similar_incidents',
  description:
    'Tells which past incidents looked alike when this one was diagnosed, what was done then and whether it helped.',
  hints: { title: 'Similar incidents' },
  input: z.object({ incident_id: IncidentId }),
  output: z.object({
    similar: z.array(
      z.object({
        id: z.string(),
        likeness: z.number(),
        shared: z.array(z.string()),
        cause: z.string().optional(),
        did: z.array(z.string()),
        outcome: z.string(),
        openedAt: z.string(),
      }),
    ),
  }),
  does: async (desk, { incident_id }) => {
    const { diagnosis } = await desk.incident(incident_id);
    const similar = (diagnosis?.similar ?? []).map(({ id, likeness, shared, cause, did, outcome, openedAt }) => ({
      ...{ id, likeness, cause, did: [...did], outcome, openedAt },
      shared: shared.slice(0, 20).map((one) => clipped(one, 200)),
    }));
    return { similar };
  },
});

/** What was observed, and what looked alike. */
export const EVIDENCE_TOOLS: readonly Tool[] = [getEvidence, getSeries, similarIncidents];
