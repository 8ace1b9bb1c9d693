import { expect, it } from 'vitest';
import { ulidIds } from '../../functions/adapters/ulid/ids.ts';
import type { Anchor } from '../../functions/core/domain/audit.ts';
import type { Anchors } from '../../functions/core/ports/anchors.ts';

const ids = ulidIds();

const anAnchor = (part: Partial<Anchor> = {}): Anchor => ({
  incidentId: ids.incident(),
  seq: 3,
  head: 'a'.repeat(64),
  at: '2026-05-04T08:00:00.000Z',
  ...part,
});

/** What every keeper of anchors promises. */
export const anchorsContract = (make: () => Promise<Anchors> | Anchors): void => {
  it('tells every anchor of an incident, and of no other', async () => {
    const anchors = await make();
    const first = anAnchor();
    const second = anAnchor({ incidentId: first.incidentId, seq: 9, head: 'b'.repeat(64) });
    for (const one of [first, anAnchor(), second]) await anchors.keep(one);

    const found = await anchors.of(first.incidentId);

    expect(found.toSorted((a, b) => a.seq - b.seq)).toEqual([first, second]);
  });

  it('does not let a later one hide an earlier one of the same entry', async () => {
    const anchors = await make();
    const first = anAnchor();
    await anchors.keep(first);

    await anchors.keep({ ...first, head: 'c'.repeat(64) });

    expect(await anchors.of(first.incidentId)).toContainEqual(first);
  });

  it('knows nothing of an incident that was never anchored', async () => {
    const anchors = await make();

    expect(await anchors.of(ids.incident())).toEqual([]);
  });
};
