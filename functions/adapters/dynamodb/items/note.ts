import * as z from 'zod';
import { noteKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { AnyJson, itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const NoteItem = itemOf('note', { name: z.string(), version: z.int().min(1), value: jsonText(AnyJson) });

export const noteItem = (name: string, value: unknown, version: number): RawItem => ({
  ...noteKey(name),
  type: 'note',
  schema: SCHEMA,
  name,
  version,
  value: JSON.stringify(value),
});

/** What a note holds is known to the watch that keeps it. */
export const noteFrom = (raw: RawItem) => {
  const { value, version } = parseItem(NoteItem, raw);
  return { value, version };
};
