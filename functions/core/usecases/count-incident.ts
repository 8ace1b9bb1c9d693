import type { IncidentId } from '../domain/incident.ts';
import { countEntries } from '../domain/tally/count-entry.ts';
import { COUNTED, type CountedName, type Sample } from '../domain/tally/metrics.ts';
import type { Meter } from '../ports/meter.ts';
import type { Tallies } from '../ports/tallies.ts';

/** What the meter is told: what happened, and how long it took; not how many there are, which it cannot take back. */
const publish = (meter: Meter, counts: readonly Sample<CountedName>[]): void => {
  for (const { metric, part, labels, value } of counts) {
    const { type, labels: names } = COUNTED[metric];
    if (type === 'gauge' || part === 'bucket' || part === 'count') continue;
    meter.add(metric, value, Object.fromEntries(names.map((name, i) => [name, labels[i] ?? ''])));
  }
};

/** More rounds than workers that could be at the same incident. */
const ROUNDS = 5;

export type CountIncident = (id: IncidentId, seq: number) => Promise<'counted' | 'contended'>;

/**
 * Counts what an incident's timeline has that the numbers do not: each entry once, however often it is told of, and in
 * its place, in whatever order the entries are told of. What was added is told to the meter too.
 */
export const makeCountIncident =
  (tallies: Pick<Tallies, 'uncounted' | 'add'>, meter?: Meter): CountIncident =>
  async (id, seq) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { seq: seen, memory: before, entries } = await tallies.uncounted(id, seq);
      const newest = entries.at(-1);
      if (seen >= seq || newest === undefined) return 'counted';
      const { memory, counts } = countEntries(before, entries);
      if (memory === undefined) return 'counted';
      const added = await tallies.add(id, seen, { seq: newest.seq, memory }, counts);
      if (added === 'conflict') continue;
      if (meter !== undefined) publish(meter, counts);
      return 'counted';
    }
    return 'contended';
  };
