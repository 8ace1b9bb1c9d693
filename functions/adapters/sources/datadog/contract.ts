import * as z from 'zod';
import { vendorMoment } from '../moments.ts';
import { isObject, scalar, scalars } from '../scalars.ts';

/** A variable that Datadog does not know stays in the text; one without a value becomes `null`. */
const UNFILLED = /^(?:\$[A-Z_]+|null)$/;

const withoutUnfilled = (json: unknown): unknown =>
  isObject(json)
    ? Object.fromEntries(
        Object.entries(json).filter(([, value]) => typeof value !== 'string' || !UNFILLED.test(value.trim())),
      )
    : json;

/** Our template, Datadog's default one, and the names that people give the same variables in theirs. */
export const DatadogNotification = z
  .unknown()
  .transform(withoutUnfilled)
  .pipe(
    z.object({
      alert_title: scalar,
      event_title: scalar,
      title: scalar,
      alert_transition: scalar,
      transition: scalar,
      alert_cycle_key: scalar,
      alert_id: scalar,
      monitor_id: scalar,
      aggreg_key: scalar,
      alert_scope: scalar,
      scope: scalar,
      alert_type: scalar,
      alert_priority: scalar,
      alert_metric: scalar,
      hostname: scalar,
      service: scalar,
      tags: scalars,
      event_tags: scalars,
      date: vendorMoment,
      date_posix: vendorMoment,
      last_updated: vendorMoment,
      link: scalar,
      text_only_msg: scalar,
      event_msg: scalar,
      body: scalar,
    }),
  );
export type DatadogNotification = z.infer<typeof DatadogNotification>;
