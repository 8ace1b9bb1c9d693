import type { AlertGroup, SentAlert } from '../../../core/domain/alert.ts';
import type { Instant } from '../../../core/domain/time.ts';
import { identityOf } from '../identity.ts';
import { labelOf } from '../label-of.ts';
import { understood, unmapped } from '../parsing.ts';
import { present } from '../scalars.ts';
import type { Arrival, Parsed } from '../source.ts';
import { NO_MOMENT } from '../text.ts';
import { type Fields, fieldsOf } from './fields.ts';

/** What is known about an alert besides its fields: where it came from, in the sender's words. */
export interface Origin {
  readonly key?: readonly (string | undefined)[];
  readonly service?: string | undefined;
  readonly at?: Instant | undefined;
  readonly receivedAt?: Instant | undefined;
}

/** One alert, which is a group of its own. */
export const groupOfFields = (
  fields: Fields,
  name: string,
  status: SentAlert['status'],
  origin: Origin,
): AlertGroup => {
  const seenAt = fields.at ?? origin.at ?? origin.receivedAt ?? NO_MOMENT;
  const service = fields.service ?? labelOf(fields.labels, 'service') ?? origin.service;
  const fingerprint = identityOf(...(origin.key ?? []), fields.fingerprint ?? name, fields.fingerprint ? '' : service);
  const alert: SentAlert = {
    fingerprint,
    status,
    name,
    service,
    severity: fields.severity ?? labelOf(fields.labels, 'severity'),
    labels: { ...present({ alertname: name, service }), ...fields.labels },
    annotations: present({ summary: fields.text, source_url: fields.url }),
    startsAt: fields.startsAt ?? seenAt,
    startUnknown: fields.startsAt === undefined,
    endsAt: status === 'resolved' ? (fields.endsAt ?? seenAt) : undefined,
  };
  return { source: 'generic', groupKey: fingerprint, alerts: [alert], truncated: 0 };
};

/** Any JSON object that names an alert and says whether it fires, in words that are usual. */
export const readAnyJson = (json: Readonly<Record<string, unknown>>, { receivedAt }: Arrival): Parsed => {
  const fields = fieldsOf(json);
  if (fields.status === 'neither') return understood([]);
  if (fields.name === undefined || fields.status === undefined) {
    return unmapped('nothing that names an alert and says whether it fires; the README lists the members looked for');
  }
  return understood([groupOfFields(fields, fields.name, fields.status, { receivedAt })]);
};
