import * as z from 'zod';
import { vendorMoment } from '../moments.ts';
import { scalar } from '../scalars.ts';
import { text } from '../text.ts';

const Reference = z.object({ id: scalar, summary: scalar }).nullish();

/** What an event is about when it is about an incident itself. */
export const PagerdutyIncident = z.object({
  type: z.literal('incident'),
  id: text.check(z.minLength(1)),
  status: z.enum(['triggered', 'acknowledged', 'resolved']),
  title: scalar,
  html_url: scalar,
  incident_key: scalar,
  urgency: scalar,
  priority: Reference,
  service: Reference,
  /** Newer subscriptions send it; then it is in every event of the incident. */
  created_at: vendorMoment,
  reopened_at: vendorMoment,
});
export type PagerdutyIncident = z.infer<typeof PagerdutyIncident>;

/** One event of a webhook subscription, version 3. */
export const PagerdutyNotification = z.object({
  event: z.object({
    event_type: text.check(z.minLength(1)),
    occurred_at: vendorMoment,
    data: z.unknown().optional(),
  }),
});
export type PagerdutyEvent = z.infer<typeof PagerdutyNotification>['event'];
