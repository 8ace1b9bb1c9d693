import { createHash } from 'node:crypto';
import { alertmanagerBody } from '../alertmanager-body.ts';
import type { Planned } from '../traffic.ts';

/** How much comes at once: so many groups of so many alerts, within so many seconds. */
export const STORM = { groups: 200, alertsEach: 5, seconds: 10 } as const;

/** One group's message, and the fingerprints that must be found again in the record. */
export interface StormMessage {
  readonly planned: Planned;
  readonly fingerprints: readonly string[];
}

/** The messages of a storm: its groups go round the services in trouble. */
export const stormOf = (
  services: readonly string[],
  run: string,
  startsAt: string,
  { groups, alertsEach }: Pick<typeof STORM, 'groups' | 'alertsEach'> = STORM,
): readonly StormMessage[] =>
  Array.from({ length: groups }, (_, i): StormMessage => {
    const service = services[i % services.length] ?? '';
    const groupKey = `{}/{bench="${run}"}:{service="${service}", rule="${i}"}`;
    const alerts = Array.from({ length: alertsEach }, (_unused, k) => ({
      labels: { alertname: `Storm${i}`, service, severity: 'warning', instance: `${k}` },
      startsAt,
      fingerprint: createHash('sha256').update(`${groupKey} ${k}`).digest('hex').slice(0, 16),
    }));
    return {
      planned: { kind: 'fresh', source: 'alertmanager', groupKey, body: alertmanagerBody(groupKey, alerts) },
      fingerprints: alerts.map(({ fingerprint }) => fingerprint),
    };
  });
