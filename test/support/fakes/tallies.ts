import { type Memory as Counted, summed } from '../../../functions/core/domain/tally/count-entry.ts';
import type { CountedName, Sample } from '../../../functions/core/domain/tally/metrics.ts';
import type { Tallies } from '../../../functions/core/ports/tallies.ts';
import type { Memory } from './memory.ts';

/** Numbers in memory, counted from the incidents of the same memory. */
export const inMemoryTallies = (memory: Pick<Memory, 'incidents'>): Tallies => {
  const counted = new Map<string, { readonly seq: number; readonly memory: Counted }>();
  let totals: readonly Sample<CountedName>[] = [];
  return {
    uncounted: async (id, upTo) => {
      const { seq, memory: before } = counted.get(id) ?? { seq: 0, memory: undefined };
      const timeline = memory.incidents.get(id)?.timeline ?? [];
      if (seq >= upTo) return { seq, memory: before, entries: [] };
      return { seq, memory: before, entries: timeline.filter((entry) => entry.seq > seq) };
    },
    add: async (id, seen, next, counts) => {
      if ((counted.get(id)?.seq ?? 0) !== seen) return 'conflict';
      counted.set(id, next);
      totals = summed([...totals, ...counts]);
      return 'added';
    },
    totals: async () => totals,
  };
};
