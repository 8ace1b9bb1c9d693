import type { Instant } from '../../../core/domain/time.ts';
import { momentOf } from '../moments.ts';
import { isObject, textOf, textsIn } from '../scalars.ts';

type Place = Readonly<Record<string, unknown>>;

/** The names under which senders usually put what we look for, best first. The README lists them. */
const NAMES = {
  name: 'name alertname alert_name alertName title check_name checkName monitor_name monitorName rule_name ruleName rule subject summary',
  status: 'status state current_state currentState alert_status alertStatus alert_state alertState event_action',
  service: 'service service_name serviceName application app component',
  severity: 'severity priority level importance_level urgency',
  fingerprint:
    'fingerprint dedup_key dedupKey incident_key alert_id alertId check_id checkId monitor_id monitorId rule_id ruleId',
  startsAt: 'startsAt starts_at startedAt started_at since triggeredAt triggered_at',
  endsAt: 'endsAt ends_at endedAt ended_at resolvedAt resolved_at closedAt closed_at',
  at: 'state_changed_timestamp state_changed_utc_time timestamp time occurredAt occurred_at updatedAt updated_at createdAt created_at date',
  text: 'description message text long_description details body summary',
  url: 'url link html_url',
} as const;

/** Where senders put the alert itself when their body is an envelope. */
const INNER = ['alert', 'payload', 'data', 'event', 'incident', 'monitor', 'check'];

const FIRING = new Set(
  'firing fire alerting alert triggered trigger down critical warning warn error failing failed failure open opened problem active activated unhealthy'.split(
    ' ',
  ),
);
const RESOLVED = new Set(
  'resolved resolve recovered recovery ok okay up normal healthy closed close cleared clear success inactive'.split(
    ' ',
  ),
);
const NEITHER = new Set(
  'pending acknowledged acknowledge ack unknown insufficient_data paused muted silenced suppressed nodata no_data'.split(
    ' ',
  ),
);

export type Status = 'firing' | 'resolved' | 'neither';

/** What a word says about an alert; undefined when it says nothing that is known. */
export const statusOf = (word: string | undefined): Status | undefined => {
  const lower = word?.trim().toLowerCase() ?? '';
  if (FIRING.has(lower)) return 'firing';
  if (RESOLVED.has(lower)) return 'resolved';
  return NEITHER.has(lower) ? 'neither' : undefined;
};

/** What an alert says about itself, whatever its sender calls it. */
export interface Fields {
  readonly name?: string | undefined;
  readonly status?: Status | undefined;
  readonly service?: string | undefined;
  readonly severity?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  /** Some moment of it, when nothing says which. */
  readonly at?: Instant | undefined;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

const placesIn = (json: Place): readonly Place[] => [
  json,
  ...INNER.map((name) => (Object.hasOwn(json, name) ? json[name] : undefined)).filter(isObject),
];

/** The first member that can be read as wanted: a body is searched before what it wraps. */
const firstIn = <T>(
  places: readonly Place[],
  names: string,
  read: (value: unknown) => T | undefined,
): T | undefined => {
  for (const place of places) {
    for (const name of names.split(' ')) {
      const found = Object.hasOwn(place, name) ? read(place[name]) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

const scalarIn = (value: unknown): string | undefined => textOf(Array.isArray(value) ? value[0] : value) || undefined;

/** Looks for an alert in any JSON object. */
export const fieldsOf = (json: Place): Fields => {
  const places = placesIn(json);
  const text = (names: string) => firstIn(places, names, scalarIn);
  const moment = (names: string) => firstIn(places, names, momentOf);
  const status = text(NAMES.status);
  return {
    name: text(NAMES.name),
    status: statusOf(status),
    service: text(NAMES.service),
    severity: text(NAMES.severity)?.toLowerCase(),
    fingerprint: text(NAMES.fingerprint),
    startsAt: moment(NAMES.startsAt),
    endsAt: moment(NAMES.endsAt),
    at: moment(NAMES.at),
    text: text(NAMES.text),
    url: text(NAMES.url),
    labels: firstIn(places, 'labels tags', (value) => (isObject(value) ? textsIn(value) : undefined)) ?? {},
  };
};
