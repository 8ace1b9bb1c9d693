import { applyChange } from '../../core/domain/change.ts';
import { instant } from '../../core/domain/time.ts';
import type { TargetLocks } from '../../core/ports/target-locks.ts';
import { appliedParts, stillAt } from './change-parts.ts';
import { getItem } from './get-items.ts';
import { lockFrom } from './items/lock.ts';
import { lockKey, RECENT, TARGET_LOCKS } from './keys.ts';
import { queryPages, type RawItem } from './table.ts';
import { remove, transact } from './transact.ts';
import type { Writing } from './writing.ts';

/** The locks in the table. Breaking one and telling it are one transaction. */
export const dynamoTargetLocks = ({ table, clock, digest }: Writing): TargetLocks => ({
  all: async () => {
    const items: RawItem[] = [];
    const query = {
      IndexName: RECENT,
      KeyConditionExpression: 'gsi1pk = :locks',
      ExpressionAttributeValues: { ':locks': TARGET_LOCKS },
    };
    for await (const page of queryPages(table, query)) items.push(...page);
    return items.map(lockFrom);
  },
  of: async (target) => {
    const item = await getItem(table, lockKey(target));
    return item && lockFrom(item);
  },
  break: async (holder, { target, incidentId, fencing }, entry) => {
    const locks = holder.locks.filter((one) => one !== target);
    const applied = applyChange(holder, { entries: [entry], facts: { locks } }, instant(clock()), digest);
    const refusals = await transact(table, [
      ...appliedParts(applied, stillAt(holder)),
      remove('lock', lockKey(target), {
        that: 'incidentId = :holder AND fencing = :fencing',
        values: { ':holder': incidentId, ':fencing': fencing },
      }),
    ]);
    return refusals.length === 0 ? 'broken' : 'conflict';
  },
});
