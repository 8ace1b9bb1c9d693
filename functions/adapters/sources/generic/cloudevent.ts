import * as z from 'zod';
import { readJson } from '../../../core/contracts/read-json.ts';
import { against, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Arrival, Headers, Parsed } from '../source.ts';
import { moment, text } from '../text.ts';
import { groupOfFields } from './any-json.ts';
import { fieldsOf, statusOf } from './fields.ts';

const needed = text.check(z.minLength(1));

/** A CloudEvent 1.0 as JSON. */
const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: needed,
  source: needed,
  type: needed,
  subject: text.nullish(),
  time: moment.nullish(),
  data: z.unknown().optional(),
  data_base64: z.base64().nullish(),
});
type CloudEvent = z.infer<typeof CloudEvent>;

const dataOf = ({ data, data_base64 }: CloudEvent): Readonly<Record<string, unknown>> => {
  if (isObject(data)) return data;
  const decoded = typeof data_base64 === 'string' ? readJson(Buffer.from(data_base64, 'base64')) : undefined;
  return decoded?.ok && isObject(decoded.value) ? decoded.value : {};
};

/** `com.example.alert.firing` says it with its last word that is known. */
const wordsOf = (type: string): readonly string[] => type.split(/[./:_-]/);

const SIMPLE_NAME = /^[\w.-]{1,100}$/;

const readEvent = (event: CloudEvent, { receivedAt }: Arrival): Parsed => {
  const fields = fieldsOf(dataOf(event));
  const status =
    fields.status ??
    wordsOf(event.type)
      .map(statusOf)
      .findLast((said) => said !== undefined);
  if (status === 'neither') return understood([]);
  if (status === undefined) return unmapped('neither the type nor the data of the event says whether an alert fires');
  const kept = wordsOf(event.type).filter((word) => statusOf(word) === undefined);
  const subject = event.subject || undefined;
  const service = subject !== undefined && SIMPLE_NAME.test(subject) ? subject : undefined;
  const origin = { key: [event.source, subject], service, at: event.time ?? undefined, receivedAt };
  return understood([groupOfFields(fields, fields.name ?? (kept.join('.') || event.type), status, origin)]);
};

export const isCloudEvent = (json: unknown): json is Readonly<Record<string, unknown>> =>
  isObject(json) && Object.hasOwn(json, 'specversion');

/** One event in structured mode. */
export const readCloudEvent = (json: unknown, arrival: Arrival): Parsed => {
  const version = isObject(json) ? json['specversion'] : undefined;
  if (typeof version === 'string' && version !== '1.0') return unmapped('a CloudEvent of another version than 1.0');
  return against(CloudEvent, json, (event) => readEvent(event, arrival));
};

/** A batch of events. Those that are no alerts are left aside, unless none is one. */
export const readBatch = (json: readonly unknown[], arrival: Arrival): Parsed =>
  against(z.array(CloudEvent), json, (events) => {
    const parts = events.map((event) => readEvent(event, arrival));
    const groups = parts.flatMap((part) => (part.outcome === 'understood' ? [part.groups] : []));
    const [first] = parts;
    return groups.length === 0 && first !== undefined ? first : understood(groups.flat());
  });

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
};

/** An event in binary mode, whose attributes are headers, in structured mode; undefined when it is none. */
export const structuredOf = (rawBody: Uint8Array | string, headers: Headers): string | undefined => {
  if (headers['ce-specversion'] === undefined) return undefined;
  const body = readJson(rawBody.length === 0 ? 'null' : rawBody);
  if (!body.ok) return undefined;
  const attributes = Object.entries(headers).flatMap(([name, value]): readonly (readonly [string, string])[] =>
    name.startsWith('ce-') && value !== undefined ? [[name.slice('ce-'.length), decoded(value)]] : [],
  );
  return JSON.stringify({ ...Object.fromEntries(attributes), data: body.value });
};
