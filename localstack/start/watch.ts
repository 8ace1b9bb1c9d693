import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Client } from '../../cli/client.ts';
import { patiently } from '../../cli/patiently.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';

/** What is watched, and until when. */
export interface Watch {
  readonly client: Client;
  readonly prometheusUrl: string;
  /** When the fault was injected, as the storefront says it. */
  readonly faultAt: string;
  readonly patienceMs: number;
  readonly write: (line: string) => void;
}

const Alerts = z.object({
  data: z.object({
    alerts: z.array(z.object({ state: z.string(), activeAt: z.string(), labels: z.record(z.string(), z.string()) })),
  }),
});

/** `+12.3s  what.happened          in words` */
const lineAt = (seconds: number, kind: string, text: string): string =>
  `${`+${Math.max(0, seconds).toFixed(1)}s`.padStart(8)}  ${kind.padEnd(24)} ${text}`;

/** Tells of each alert once when it is pending and once when it fires. */
const alertTeller = ({ prometheusUrl, faultAt, write }: Watch) => {
  const told = new Set<string>();
  return async (): Promise<void> => {
    const response = await fetch(`${prometheusUrl}/api/v1/alerts`, { signal: AbortSignal.timeout(2000) });
    const { alerts } = Alerts.parse(await response.json()).data;
    for (const { state, activeAt, labels } of alerts) {
      const { alertname = '?', service = '?', severity, selfright_self: ourOwn } = labels;
      const key = `${alertname} ${service} ${state} ${activeAt}`;
      if (severity === 'none' || ourOwn === 'true' || told.has(key)) continue;
      told.add(key);
      const at = state === 'pending' ? Date.parse(activeAt) : Date.now();
      write(lineAt((at - Date.parse(faultAt)) / 1000, `alert.${state}`, `${alertname} for ${service}`));
    }
  };
};

const isOver = ({ status, toldAt }: IncidentView): boolean => status === 'closed' || toldAt !== undefined;

/** Tells an incident entry by entry while it happens; answers it as it was last seen, over or not. */
export const watchIncident = async (watch: Watch): Promise<IncidentView | undefined> => {
  const { client, faultAt, patienceMs, write } = watch;
  const tellAlerts = alertTeller(watch);
  const until = Date.now() + patienceMs;
  let incident: IncidentView | undefined;
  let told = -1;
  while (Date.now() < until) {
    // Alerts are only told until there is an incident to tell; a Prometheus that is not up yet is asked again.
    if (incident === undefined) await tellAlerts().catch(() => undefined);
    const { incidents } = await patiently(() => client.incidents({ limit: '5' }));
    const ours = incidents.find(({ openedAt }) => openedAt >= faultAt);
    if (ours !== undefined) {
      const { id } = ours;
      incident = await patiently(() => client.incident(id));
      for (const { seq, at, kind, text } of incident.timeline) {
        if (seq <= told) continue;
        told = seq;
        write(lineAt((Date.parse(at) - Date.parse(faultAt)) / 1000, kind, text));
      }
      if (isOver(incident)) return incident;
    }
    await delay(300);
  }
  return incident;
};
