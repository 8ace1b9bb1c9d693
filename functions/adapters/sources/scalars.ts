import * as z from 'zod';

/** A text, number or boolean as a text without lone surrogates; nothing else has one. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** For vendors that are known to send numbers and booleans for texts; null and an empty text count as left out. */
export const scalar = z
  .unknown()
  .transform((value, context): string | undefined => {
    if (value === null) return undefined;
    const text = textOf(value);
    if (text === undefined) context.addIssue({ code: 'invalid_type', expected: 'string', input: value });
    return text || undefined;
  })
  .optional();

/** A list of texts, or one alone, without repetitions and empty ones; null counts as left out. */
export const scalars = z
  .unknown()
  .transform((value, context): readonly string[] => {
    const texts = [value ?? []].flat().map(textOf);
    if (texts.includes(undefined)) context.addIssue({ code: 'invalid_type', expected: 'array', input: value });
    return [...new Set(texts.filter((text) => text !== undefined && text !== ''))].map(String);
  })
  .prefault([]);

/** Names to texts from a map that a sender fills freely: what is no text, number or boolean is left out. */
export const textsIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (isObject(value) ? Object.entries(value) : []).flatMap(([name, member]): readonly (readonly [string, string])[] => {
      const text = textOf(member);
      return name === '' || text === undefined ? [] : [[name.toWellFormed(), text]];
    }),
  );

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names to texts without those that have none. */
export const present = (texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]): readonly (readonly [string, string])[] =>
      text === undefined ? [] : [[name, text]],
    ),
  );
