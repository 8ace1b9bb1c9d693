import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { type FollowedTroubles, followed } from '../../../../functions/core/domain/troubles.ts';

const NOW = '2026-03-02T10:00:00.000Z';
const wrong = { condition: 'c', wrong: true, name: 'N', reason: 'dead_letters', says: 's' } as const;
const well = { condition: 'c', wrong: false } as const;

const played = (...findings: readonly (typeof wrong | typeof well)[]) => {
  let note: FollowedTroubles = {};
  return findings.map((finding, n) => {
    const { troubles, well: over, after } = followed(note, [finding], plusSeconds(NOW, n));
    note = after ?? note;
    return { since: troubles[0]?.since, over: over.length > 0 };
  });
};

describe('a trouble that is followed', () => {
  it('keeps its beginning however often it is found', () => {
    expect(played(wrong, wrong, wrong).map(({ since }) => since)).toEqual([NOW, NOW, NOW]);
  });

  it('goes on when one look misses it', () => {
    const looks = played(wrong, well, wrong);

    expect(looks).toEqual([
      { since: NOW, over: false },
      { since: undefined, over: false },
      { since: NOW, over: false },
    ]);
  });

  it('is over when two looks in a row find nothing, and what comes after is another one', () => {
    const looks = played(wrong, well, well, wrong);

    expect(looks.map(({ over }) => over)).toEqual([false, false, true, false]);
    expect(looks[3]?.since).toBe(plusSeconds(NOW, 3));
  });

  it('is said to be well at every look that finds nothing, so that a clearing that failed is made up for', () => {
    expect(played(well, well).map(({ over }) => over)).toEqual([true, true]);
  });
});
