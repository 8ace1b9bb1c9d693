import * as z from 'zod';
import { moment, text, textMap } from '../text.ts';

const Receiver = z.object({ name: z.string() });

/** An alert as Alertmanager's API lists it; what it no longer holds to be firing is not listed. */
export const ListedAlert = z.object({
  fingerprint: text.check(z.minLength(1)),
  labels: textMap,
  annotations: textMap,
  startsAt: moment,
  receivers: z.array(Receiver),
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()).nullish(),
    inhibitedBy: z.array(z.string()).nullish(),
  }),
});
export type ListedAlert = z.infer<typeof ListedAlert>;

/** The answer of `/api/v2/alerts`. */
export const ListedAlerts = z.array(ListedAlert);

/**
 * The answer of `/api/v2/alerts/groups`, as far as it says which alert is in which group, and whether that group is muted
 * by a time interval: Alertmanager says so from 0.28 on, and only here.
 */
export const ListedGroups = z.array(
  z.object({
    labels: textMap,
    receiver: Receiver,
    alerts: z.array(
      z.object({
        fingerprint: text,
        status: z.object({ mutedBy: z.array(z.string()).nullish() }).nullish(),
      }),
    ),
  }),
);
export type ListedGroups = z.infer<typeof ListedGroups>;
