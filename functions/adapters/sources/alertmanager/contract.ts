import * as z from 'zod';
import { moment, text, textMap } from '../text.ts';

const status = z.enum(['firing', 'resolved']);

const AlertmanagerAlert = z.object({
  /** Senders that only resemble Alertmanager leave it out; then `endsAt` tells. */
  status: status.optional(),
  labels: textMap,
  annotations: textMap,
  startsAt: moment,
  endsAt: moment.optional(),
  fingerprint: text.optional(),
});

/** Alertmanager's webhook body, version 4, as far as it is used; whatever else it carries is dropped. */
export const AlertmanagerNotification = z.object({
  version: z.literal('4'),
  groupKey: text.check(z.minLength(1)),
  truncatedAlerts: z.int().min(0).default(0),
  alerts: z.array(AlertmanagerAlert),
});
export type AlertmanagerNotification = z.infer<typeof AlertmanagerNotification>;
