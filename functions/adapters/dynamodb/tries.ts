import type { TrySubject } from '../../core/domain/bound-cap.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import type { Tries } from '../../core/ports/tries.ts';
import { getItem } from './get-items.ts';
import { type CountedTries, triesFrom } from './items/tries.ts';
import { triesKey } from './keys.ts';
import type { Table } from './table.ts';

/** What was counted of a subject so far. */
export const countedTries = async (table: Table, subject: TrySubject, digest: Digest): Promise<CountedTries> => {
  const item = await getItem(table, triesKey(subject, digest));
  return item === undefined ? { subject, version: 0, tries: [] } : triesFrom(item);
};

/** The tries that the gate counted in the table. */
export const dynamoTries = (table: Table, digest: Digest): Tries => ({
  of: async (subject) => (await countedTries(table, subject, digest)).tries,
});
