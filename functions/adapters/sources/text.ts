import * as z from 'zod';

/** A text without lone surrogates: those would come back from a store as something else, and break its hash. */
export const text = z.string().transform((value) => value.toWellFormed());

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const anyTextMap = z.unknown().transform((value, context): Readonly<Record<string, string>> => {
  if (!isObject(value)) {
    context.addIssue({ code: 'invalid_type', expected: 'object', input: value });
    return z.NEVER;
  }
  const members: [string, string][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (name === '') context.addIssue({ code: 'custom', message: 'a name must not be empty', path: [name] });
    if (typeof member === 'string') members.push([name.toWellFormed(), member.toWellFormed()]);
    else context.addIssue({ code: 'invalid_type', expected: 'string', input: member, path: [name] });
  }
  return Object.fromEntries(members);
});

/** Names to texts, any name kept: `__proto__`, which z.record drops, is an ordinary label name. None when left out. */
export const textMap = anyTextMap.prefault({});

const FOUR_DIGIT_YEAR = 'YYYY-MM-DDTHH:mm:ss.sssZ'.length;

/** An RFC 3339 moment with any offset and precision, as an instant; a year outside 0000 to 9999 would not sort. */
export const moment = z.iso.datetime({ offset: true }).transform((value, context) => {
  const at = new Date(value).toISOString();
  if (at.length === FOUR_DIGIT_YEAR) return at;
  context.addIssue({ code: 'custom', message: 'lies outside the years 0000 to 9999' });
  return z.NEVER;
});

/** How Go writes "no moment". */
export const NO_MOMENT = '0001-01-01T00:00:00.000Z';
