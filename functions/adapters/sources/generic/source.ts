import { against, parseJson, TEST, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Arrival, Parsed, Source } from '../source.ts';
import { readAnyJson } from './any-json.ts';
import { auth } from './auth.ts';
import { isCloudEvent, readBatch, readCloudEvent, structuredOf } from './cloudevent.ts';
import { GenericNotification } from './contract.ts';
import { groupsOf } from './mapping.ts';

const EVENTS = /^application\/cloudevents(?<batch>-batch)?\+json *(?:;|$)/i;

const readOwn = (json: unknown): Parsed => against(GenericNotification, json, (sent) => understood(groupsOf(sent)));

const isOwn = (json: unknown): boolean => isObject(json) && Object.hasOwn(json, 'alerts');

const read = (json: unknown, arrival: Arrival): Parsed => {
  const type = EVENTS.exec(arrival.headers?.['content-type'] ?? '');
  // An empty batch is one too: the intake reads it again without its content type.
  if (Array.isArray(json) && (type?.groups?.['batch'] || json.every(isCloudEvent))) {
    return readBatch(json, arrival);
  }
  if (isCloudEvent(json)) return isOwn(json['data']) ? readOwn(json['data']) : readCloudEvent(json, arrival);
  if (type !== null) return readCloudEvent(json, arrival);
  if (!isObject(json)) return unmapped('no object');
  if (json['test'] === true) return TEST;
  return isOwn(json) ? readOwn(json) : readAnyJson(json, arrival);
};

const parse = parseJson(read);

/** Any sender: our own form, CloudEvents 1.0, and any JSON that names an alert in usual words. */
export const generic: Source = {
  name: 'generic',
  ...auth,
  parse: (rawBody, arrival = {}) => parse(structuredOf(rawBody, arrival.headers ?? {}) ?? rawBody, arrival),
  withoutHeaders: structuredOf,
};
