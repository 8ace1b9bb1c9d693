import type { AlertGroup, SentAlert } from '../../../core/domain/alert.ts';
import { identityOf } from '../identity.ts';
import { labelOf } from '../label-of.ts';
import { present } from '../scalars.ts';
import type { Arrival } from '../source.ts';
import { NO_MOMENT } from '../text.ts';
import type { DatadogNotification } from './contract.ts';
import { titleOf } from './title.ts';

const TYPES: Readonly<Record<string, string>> = { error: 'triggered', warning: 'warn', success: 'recovered' };

/** What happened, from the transition, else from the title, else from the type; lower case. */
const transitionOf = (sent: DatadogNotification, title: string | undefined): string | undefined => {
  const type = sent.alert_type?.toLowerCase() ?? '';
  const told = sent.alert_transition ?? sent.transition ?? title;
  return told?.toLowerCase() ?? (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined);
};

const FIRING = /^(?:(?:re-)?(?:triggered|warn|no data)|renotify)$/;
const RESOLVED = /recovered$/;

const statusOf = (transition: string | undefined): SentAlert['status'] | undefined => {
  if (transition === undefined) return undefined;
  if (RESOLVED.test(transition)) return 'resolved';
  return FIRING.test(transition) ? 'firing' : undefined;
};

const partsOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `key:value` tags as labels; the values of a key that comes several times are listed. */
const labelsOf = (tags: readonly string[]): Readonly<Record<string, string>> => {
  const values = new Map<string, Set<string>>();
  for (const tag of tags) {
    const colon = tag.indexOf(':');
    const [key, value] = colon > 0 ? [tag.slice(0, colon), tag.slice(colon + 1)] : [tag, ''];
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return Object.fromEntries([...values].map(([key, several]) => [key, [...several].join(',')]));
};

const severityOf = (
  sent: DatadogNotification,
  labels: Readonly<Record<string, string>>,
  transition: string,
): string => {
  const told = labelOf(labels, 'severity') ?? sent.alert_priority;
  return told?.toLowerCase() ?? (transition.endsWith('warn') ? 'warning' : 'critical');
};

/** The group of one notification; undefined when it says neither that something fires nor that it recovered. */
export const groupOf = (sent: DatadogNotification, { receivedAt }: Arrival): AlertGroup | 'test' | undefined => {
  const title = titleOf(sent.alert_title ?? sent.event_title ?? sent.title ?? '');
  if (title.test) return 'test';
  const transition = transitionOf(sent, title.transition);
  const status = statusOf(transition);
  const name = title.name || sent.alert_metric;
  if (transition === undefined || status === undefined || name === undefined) return undefined;

  const scope = partsOf(sent.alert_scope ?? sent.scope ?? title.scope ?? '').toSorted();
  const labels = labelsOf([...scope, ...[...sent.tags, ...sent.event_tags].flatMap(partsOf)]);
  const inScope = labelOf(labelsOf(scope), 'service');
  const monitor = sent.alert_id ?? sent.monitor_id ?? sent.aggreg_key ?? name;
  const date = sent.date ?? sent.date_posix ?? sent.last_updated;
  const startsAt = date ?? receivedAt ?? NO_MOMENT;
  const alert: SentAlert = {
    fingerprint: identityOf(monitor, scope.length > 0 ? scope.join(',') : sent.hostname),
    firingKey: sent.alert_cycle_key && identityOf(sent.alert_cycle_key),
    status,
    name,
    service: sent.service ?? inScope ?? labelOf(labels, 'service'),
    severity: severityOf(sent, labels, transition),
    labels: { alertname: name, ...labels },
    annotations: present({
      summary: sent.text_only_msg ?? sent.event_msg ?? sent.body,
      source_url: sent.link,
      metric: sent.alert_metric,
    }),
    startsAt,
    startUnknown: transition !== 'triggered' || date === undefined,
    endsAt: status === 'resolved' ? startsAt : undefined,
  };
  return { source: 'datadog', groupKey: identityOf('monitor', monitor, inScope), alerts: [alert], truncated: 0 };
};
