import { against, neverRefusing, parseJson, TEST, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Arrival, Parsed, Source } from '../source.ts';
import { auth } from './auth.ts';
import { PagerdutyIncident, PagerdutyNotification } from './contract.ts';
import { groupsOf } from './mapping.ts';

const read = (json: unknown, arrival: Arrival): Parsed => {
  if (isObject(json) && Object.hasOwn(json, 'messages')) {
    return unmapped('an extension of version 1 or 2; webhook subscriptions (version 3) are read');
  }
  return against(PagerdutyNotification, json, ({ event }) => {
    if (event.event_type === 'pagey.ping') return TEST;
    // Notes, responders, workflows and services say nothing about whether something burns.
    if (!isObject(event.data) || event.data['type'] !== 'incident') return understood([]);
    return against(PagerdutyIncident, event.data, (incident) => understood(groupsOf(event, incident, arrival)));
  });
};

/** PagerDuty's webhook subscriptions, version 3. It stops sending to whoever refuses. */
export const pagerduty: Source = {
  name: 'pagerduty',
  ...auth,
  anyContentType: true,
  parse: neverRefusing(parseJson(read)),
};
