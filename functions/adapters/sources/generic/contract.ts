import * as z from 'zod';
import { moment, text, textMap } from '../text.ts';

const GenericAlert = z.object({
  /** What is wrong, in few words that stay the same for the same condition. */
  name: text.check(z.minLength(1)),
  status: z.enum(['firing', 'resolved']).default('firing'),
  service: text.optional(),
  severity: text.optional(),
  labels: textMap,
  annotations: textMap,
  /** When it began to fire; the same in every repetition of the same episode. */
  startsAt: moment,
  endsAt: moment.optional(),
  /** Tells one condition from another; by default derived from name, service and labels. */
  fingerprint: text.optional(),
});

/** Our own documented form, for senders without one of theirs. */
export const GenericNotification = z.object({
  /** Alerts of one key belong together; without it each alert stands for itself. */
  groupKey: text.check(z.minLength(1)).optional(),
  alerts: z.array(GenericAlert).min(1),
});
export type GenericNotification = z.infer<typeof GenericNotification>;
