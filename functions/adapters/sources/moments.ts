import * as z from 'zod';
import type { Instant } from '../../core/domain/time.ts';
import { moment } from './text.ts';

const WRITTEN = /^(?<day>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?<zone>Z|UTC|[+-]\d\d:?\d\d)?$/i;
const EPOCH = /^\d{9,13}$/;
/** An epoch above this counts milliseconds: as seconds it would lie after the year 5000. */
const LARGEST_SECONDS = 99_999_999_999;

const zoneOf = (zone = 'Z'): string => {
  if (/^(?:z|utc)$/i.test(zone)) return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
};

/** An instant as vendors write it: RFC 3339, an offset without colon, no zone (UTC), epoch seconds or milliseconds. */
export const momentOf = (value: unknown): Instant | undefined => {
  const written = typeof value === 'number' ? String(Math.trunc(value)) : value;
  if (typeof written !== 'string') return undefined;
  if (EPOCH.test(written)) {
    const epoch = Number(written);
    return new Date(epoch > LARGEST_SECONDS ? epoch : epoch * 1000).toISOString();
  }
  const { day, time, zone } = WRITTEN.exec(written.trim())?.groups ?? {};
  const seconds = time?.length === 'hh:mm'.length ? `${time}:00` : time;
  const parsed = moment.safeParse(`${day}T${seconds}${zoneOf(zone)}`);
  return parsed.success ? parsed.data : undefined;
};

/** How templates write that there is nothing. */
const NOTHING = new Set<unknown>([null, '', 'N/A', 'null']);

/** A moment that may be left out, in any of the ways of `momentOf`. */
export const vendorMoment = z
  .unknown()
  .transform((value, context): Instant | undefined => {
    if (NOTHING.has(value)) return undefined;
    const at = momentOf(value);
    if (at === undefined) context.addIssue({ code: 'custom', message: 'is no date-time' });
    return at;
  })
  .optional();
