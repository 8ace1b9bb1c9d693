import type { ReceiptId } from './receipt.ts';
import { type Instant, secondsBetween } from './time.ts';
import type { Digest } from './timeline.ts';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Digits of a ULID that tell its time, and all that come before the mark. */
const TIME = 10;
const STEM = 18;
/** As long as the queue keeps a notification, in seconds; longer nothing is on its way. */
const LONGEST_ON_ITS_WAY = 14 * 86_400;

/** Eight digits (40 bits) that fit only this source and this beginning of an id. */
const markOf = (source: string, stem: string, digest: Digest): string => {
  const bits = BigInt(`0x${digest(`${source}#${stem}`).slice(0, 10)}`);
  return Array.from({ length: 8 }, (_, i) => DIGITS[Number((bits >> BigInt(35 - 5 * i)) & 31n)]).join('');
};

/** The id of a receipt given out to this source: a ULID whose end is a mark by which it is known again. */
export const markedReceiptId = (ulid: string, source: string, digest: Digest): ReceiptId => {
  const stem = ulid.slice(0, STEM);
  return `RCP-${stem}${markOf(source, stem, digest)}`;
};

/** When and to which of these sources an id was given out; undefined for one that never was, or too long ago. */
export const givenOut = (
  id: ReceiptId,
  sources: readonly string[],
  now: Instant,
  digest: Digest,
): { readonly source: string; readonly receivedAt: Instant } | undefined => {
  const ulid = id.slice('RCP-'.length);
  const stem = ulid.slice(0, STEM);
  const source = sources.find((name) => markOf(name, stem, digest) === ulid.slice(STEM));
  const at = [...stem.slice(0, TIME)].reduce((sum, digit) => sum * 32 + DIGITS.indexOf(digit), 0);
  if (source === undefined || at > 8.64e15) return undefined;
  const receivedAt = new Date(at).toISOString();
  return Math.abs(secondsBetween(receivedAt, now)) <= LONGEST_ON_ITS_WAY ? { source, receivedAt } : undefined;
};
