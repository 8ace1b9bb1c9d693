import type { AlertGroup, SentAlert } from '../../../core/domain/alert.ts';
import { identityOf } from '../identity.ts';
import { present } from '../scalars.ts';
import type { Arrival } from '../source.ts';
import { NO_MOMENT } from '../text.ts';
import type { PagerdutyEvent, PagerdutyIncident } from './contract.ts';

const REOPENED = 'incident.reopened';

const alertOf = (event: PagerdutyEvent, incident: PagerdutyIncident, { receivedAt }: Arrival): SentAlert => {
  const { id, title, service, priority, urgency } = incident;
  const occurredAt = event.occurred_at ?? receivedAt ?? NO_MOMENT;
  const reopenedAt = incident.reopened_at ?? (event.event_type === REOPENED ? occurredAt : undefined);
  const startsAt = reopenedAt ?? incident.created_at;
  const resolved = incident.status === 'resolved';
  const name = title ?? 'incident without a title';
  return {
    fingerprint: identityOf(id),
    firingKey: identityOf(id, reopenedAt),
    status: resolved ? 'resolved' : 'firing',
    name,
    service: service?.summary,
    severity: (priority?.summary ?? urgency)?.toLowerCase(),
    labels: present({ alertname: name, service: service?.summary, service_id: service?.id, urgency, incident_id: id }),
    annotations: present({ summary: title, source_url: incident.html_url, incident_key: incident.incident_key }),
    startsAt: startsAt ?? occurredAt,
    startUnknown: startsAt === undefined,
    endsAt: resolved ? occurredAt : undefined,
  };
};

/** An incident there is a group here: whatever happens to it later speaks of the same firing, until it is reopened. */
export const groupsOf = (
  event: PagerdutyEvent,
  incident: PagerdutyIncident,
  arrival: Arrival,
): readonly AlertGroup[] => [
  {
    source: 'pagerduty',
    groupKey: identityOf('incident', incident.id),
    alerts: [alertOf(event, incident, arrival)],
    truncated: 0,
  },
];
