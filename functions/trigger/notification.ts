import type { SyntheticAlert } from './input.ts';

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
/** Stands between names and values; no label can contain this byte. */
const SEPARATOR = 0xff;

/** The identity that Alertmanager gives a set of labels: FNV-1a, 64 bits, over sorted names and values. */
export const fingerprintOf = (labels: Readonly<Record<string, string>>): string => {
  let hash = OFFSET;
  const add = (byte: number): void => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  };
  const encoder = new TextEncoder();
  for (const name of Object.keys(labels).sort()) {
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of encoder.encode(text)) add(byte);
      add(SEPARATOR);
    }
  }
  return hash.toString(16).padStart(16, '0');
};

/** What Alertmanager writes for "it has not ended". */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/** Puts a synthetic alert into the body that Alertmanager would send for it, grouped by service. */
export const notificationOf = (alert: SyntheticAlert, now: Date) => {
  const labels = {
    ...(alert.name === undefined ? {} : { alertname: alert.name }),
    ...(alert.service === undefined ? {} : { service: alert.service }),
    ...(alert.severity === undefined ? {} : { severity: alert.severity }),
    ...alert.labels,
  };
  const service = labels['service'];
  const groupLabels = service === undefined ? {} : { service };
  const startsAt = alert.startsAt ?? now.toISOString();
  const endsAt = alert.endsAt ?? (alert.status === 'resolved' ? now.toISOString() : NOT_ENDED);
  return {
    version: '4',
    groupKey: service === undefined ? '{}:{}' : `{}:{service=${JSON.stringify(service)}}`,
    truncatedAlerts: 0,
    status: alert.status,
    receiver: 'selfright',
    groupLabels,
    commonLabels: labels,
    commonAnnotations: alert.annotations,
    externalURL: 'http://trigger.invalid',
    alerts: [
      {
        status: alert.status,
        labels,
        annotations: alert.annotations,
        startsAt,
        endsAt,
        generatorURL: 'http://trigger.invalid',
        fingerprint: fingerprintOf(labels),
      },
    ],
  };
};
