import * as z from 'zod';
import { moment, text, textMap } from '../text.ts';

const GrafanaAlert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: textMap,
  annotations: textMap,
  startsAt: moment,
  endsAt: moment.nullish(),
  fingerprint: text.nullish(),
});

/** What Grafana's unified alerting posts, as far as it is used; whatever else it carries is dropped. */
export const GrafanaNotification = z.object({
  groupKey: text.check(z.minLength(1)),
  truncatedAlerts: z.int().min(0).nullish(),
  alerts: z.array(GrafanaAlert),
});
export type GrafanaNotification = z.infer<typeof GrafanaNotification>;
