import * as z from 'zod';
import { INCIDENT_STATUSES } from '../../../core/domain/transitions.ts';
import { clipped, pageOf } from './cut.ts';
import { IncidentId, limitOf, Next, Offset, UNTRUSTED } from './shapes.ts';
import { IncidentSummary, summaryOf } from './summary.ts';
import { type Tool, tool } from './tool.ts';

const Listed = z.object({
  id: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  severity: z.string(),
  service: z.string().optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  endedFor: z.string().optional(),
  untrusted: z.object({ title: z.string() }),
});

const listIncidents = tool({
  name: 'list_incidents',
  description: `Lists incidents, newest first, by status and service. ${UNTRUSTED}`,
  hints: { title: 'List incidents' },
  input: z.object({
    status: z.enum(INCIDENT_STATUSES).optional(),
    service: z.string().min(1).max(200).optional(),
    limit: limitOf(20, 50),
    cursor: z.string().min(1).max(500).optional().describe('The cursor of the page before'),
  }),
  output: z.object({ incidents: z.array(Listed), cursor: z.string().optional() }),
  does: async (desk, query) => {
    const { incidents, cursor } = await desk.incidents(query);
    const listed = incidents.map(({ id, status, severity, service, openedAt, closedAt, endedFor, title }) => ({
      ...{ id, status, severity, service, openedAt, closedAt, endedFor },
      untrusted: { title: clipped(title, 200) },
    }));
    return { incidents: listed, ...(cursor !== undefined && { cursor }) };
  },
});

const getIncident = tool({
  name: 'get_incident',
  description: `Tells one incident in brief: status, diagnosis, plan, open question, actions, verification, and how much more there is in get_timeline, get_evidence and get_series. ${UNTRUSTED}`,
  hints: { title: 'Get an incident' },
  input: z.object({ incident_id: IncidentId }),
  output: IncidentSummary,
  does: async (desk, { incident_id }) => summaryOf(await desk.incident(incident_id)),
});

const getTimeline = tool({
  name: 'get_timeline',
  description: 'Reads an incident’s timeline in order: what happened, when, by whom and why.',
  hints: { title: 'Read the timeline' },
  input: z.object({ incident_id: IncidentId, offset: Offset, limit: limitOf(50, 200) }),
  output: z.object({
    entries: z.array(
      z.object({
        seq: z.int(),
        at: z.string(),
        kind: z.string(),
        actor: z.string(),
        reason: z.string().optional(),
        text: z.string(),
      }),
    ),
    next: Next,
  }),
  does: async (desk, { incident_id, offset, limit }) => {
    const { timeline } = await desk.incident(incident_id);
    const told = timeline.map(({ seq, at, kind, actor, reason, text }) => ({
      ...{ seq, at, kind, actor, reason },
      text: clipped(text),
    }));
    const { items, next } = pageOf(told, offset, limit);
    return { entries: items, next };
  },
});

/** Reading incidents. */
export const INCIDENT_TOOLS: readonly Tool[] = [listIncidents, getIncident, getTimeline];
