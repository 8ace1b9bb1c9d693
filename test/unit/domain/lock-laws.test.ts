import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../functions/core/domain/laws/record.ts';
import { judgeRecord } from '../../../functions/core/domain/laws.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';
import { inIncident, inRecord, retold, UNDER_WAY } from '../../support/poison.ts';

const TARGET = 'postgres:database/under-way';

const withoutLock = inRecord(({ locks }) => ({ locks: locks.filter(({ target }) => target !== TARGET) }));

/** What an admin leaves behind who takes the lock of a target away. */
const told = (target: string) => (facts: Facts) =>
  retold(UNDER_WAY, (timeline) => [
    ...timeline,
    ...timeline
      .slice(-1)
      .map((entry) => ({ ...entry, seq: entry.seq + 1, kind: 'lock.broken' as const, data: { target } })),
  ])(
    inIncident(UNDER_WAY, (whole) => ({
      ...whole,
      incident: { ...whole.incident, seq: whole.incident.seq + 1, locks: [] },
    }))(withoutLock(facts)),
  );

const broken = (facts: Facts): readonly string[] =>
  judgeRecord(facts)
    .filter(({ breaches }) => breaches.length > 0)
    .map(({ law }) => law);

describe('a lock that an admin took away', () => {
  it('is lawfully missing', async () => {
    expect(broken(told(TARGET)(await lawfulFacts()))).toEqual([]);
  });

  it('excuses no other target', async () => {
    expect(broken(told('postgres:database/elsewhere')(await lawfulFacts()))).toEqual(['actions-locked']);
  });
});
