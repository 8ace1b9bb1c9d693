import { createHash } from 'node:crypto';
import { type Growth, NO_GROWTH, type Quarantined } from '../../../functions/core/domain/quarantine.ts';
import type { QuarantineId } from '../../../functions/core/domain/quarantine-id.ts';
import type { GrowthNotes, Quarantine } from '../../../functions/core/ports/quarantine.ts';

const MOST_RECEIPTS = 20;

/** A quarantine that a test can look into. */
export interface InMemoryQuarantine extends Quarantine {
  readonly kept: Map<QuarantineId, { quarantined: Quarantined; body: Uint8Array }>;
  /** Keeping fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryQuarantine = (): InMemoryQuarantine => {
  const counts = new Map<string, { source: string; reason: Quarantined['reason']; count: number; since: string }>();
  const fake: InMemoryQuarantine = {
    kept: new Map(),
    failing: undefined,
    keep: async ({ source, receiptId, body, headers, reason, why, at }) => {
      if (fake.failing) throw fake.failing;
      const id: QuarantineId = `${source}-${createHash('sha256').update(body).digest('hex')}`;
      const before = fake.kept.get(id)?.quarantined;
      const quarantined: Quarantined = {
        ...before,
        ...{ id, source, bytes: body.byteLength, reason, why, headers, lastSeen: at },
        firstSeen: before?.firstSeen ?? at,
        count: (before?.count ?? 0) + 1,
        receipts: [...(before?.receipts ?? []), receiptId].slice(0, MOST_RECEIPTS),
      };
      fake.kept.set(id, { quarantined, body: Uint8Array.from(body) });
      const key = JSON.stringify([source, reason]);
      const { count, since } = counts.get(key) ?? { count: 0, since: at };
      counts.set(key, { source, reason, count: count + 1, since });
      return quarantined;
    },
    read: async (id) => fake.kept.get(id),
    list: async ({ source, limit }) =>
      [...fake.kept.values()]
        .map(({ quarantined }) => quarantined)
        .filter((one) => source === undefined || one.source === source)
        .sort((a, b) => (`${a.lastSeen}#${a.id}` < `${b.lastSeen}#${b.id}` ? 1 : -1))
        .slice(0, limit),
    counts: async () =>
      [...counts.values()].sort((a, b) => (`${a.source}#${a.reason}` < `${b.source}#${b.reason}` ? -1 : 1)),
    noteReplay: async (id, replayed) => {
      const found = fake.kept.get(id);
      if (found) fake.kept.set(id, { ...found, quarantined: { ...found.quarantined, replayed } });
    },
  };
  return fake;
};

export const inMemoryGrowthNotes = (): GrowthNotes => {
  const notes = new Map<string, { growth: Growth; version: number }>();
  return {
    read: async (source) => notes.get(source) ?? { growth: NO_GROWTH, version: 0 },
    write: async (source, growth, { version }) => {
      if ((notes.get(source)?.version ?? 0) !== version) return 'conflict';
      notes.set(source, { growth, version: version + 1 });
      return 'written';
    },
  };
};
