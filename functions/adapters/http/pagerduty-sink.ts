import type { Sink } from '../../core/ports/sink.ts';
import { postJson } from './post-json.ts';

const ACTIONS = {
  'incident.escalated': 'trigger',
  'escalation.repeated': 'trigger',
  'incident.acknowledged': 'acknowledge',
  'incident.closed': 'resolve',
} as const;

const isPaged = (kind: string): kind is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, kind);

const SEVERITIES = ['critical', 'error', 'warning', 'info'];

/** PagerDuty takes a summary of at most 1024 characters. */
const LONGEST_SUMMARY = 1024;

/**
 * Events API v2: what is handed to people triggers, what they acknowledge or close follows. The incident's id is the
 * `dedup_key`, so repeating changes nothing. What was never handed over never wakes anybody.
 */
export const pagerdutySink = (eventsUrl: string, routingKey: () => Promise<string>): Sink => ({
  name: 'pagerduty',
  concerns: ({ entry: { kind }, whole: { timeline } }) =>
    isPaged(kind) && timeline.some((one) => one.kind === 'incident.escalated'),
  tell: async ({ whole: { incident }, entry: { kind, text } }) => {
    if (!isPaged(kind)) return { outcome: 'told' };
    const action = ACTIONS[kind];
    const event = {
      routing_key: await routingKey(),
      event_action: action,
      dedup_key: incident.id,
      ...(action === 'trigger' && {
        payload: {
          summary: `${incident.title}: ${text}`.slice(0, LONGEST_SUMMARY).toWellFormed(),
          source: incident.service ?? 'selfright',
          severity: SEVERITIES.includes(incident.severity) ? incident.severity : 'error',
          custom_details: { incidentId: incident.id, reason: incident.endedFor ?? null },
        },
      }),
    };
    await postJson('pagerduty', eventsUrl, JSON.stringify(event));
    return { outcome: 'told' };
  },
});
