import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAVE, type Wave, waveWith } from '../../../functions/core/domain/investigation-wave.ts';
import { plusSeconds } from '../../../functions/core/domain/time.ts';

const T0 = '2026-03-02T10:00:00.000Z';
const idOf = (n: number) => `INC-01KJQ0000000000000000000${n % 10}${n >= 10 ? 'A' : 'B'}` as const;

describe('a wave', () => {
  it('is joined by what comes without a lull, and ends with one', () => {
    const first = waveWith(undefined, idOf(1), T0, 120);
    const second = waveWith(first, idOf(2), plusSeconds(T0, 100), 120);
    const third = waveWith(second, idOf(3), plusSeconds(T0, 200), 120);
    const later = waveWith(third, idOf(4), plusSeconds(T0, 321), 120);

    expect([first, second, third].map(({ leader }) => leader)).toEqual([idOf(1), idOf(1), idOf(1)]);
    expect(later).toEqual({ leader: idOf(4), beganAt: plusSeconds(T0, 321), newestAt: plusSeconds(T0, 321) });
  });

  it('never has two leaders closer to each other than the lull, and none that leads for longer than an hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 60 }), (gaps) => {
        let wave: Wave | undefined;
        let at = T0;
        for (const [n, gap] of gaps.entries()) {
          const newest = plusSeconds(at, gap);
          const next = waveWith(wave, idOf(n), newest, 120);
          const isNew = next.beganAt === newest && wave?.beganAt !== newest;
          if (
            wave !== undefined &&
            gap <= 120 &&
            Date.parse(newest) - Date.parse(wave.beganAt) <= LONGEST_WAVE * 1000
          ) {
            expect(isNew).toBe(false);
          }
          expect(Date.parse(newest) - Date.parse(next.beganAt)).toBeLessThanOrEqual(LONGEST_WAVE * 1000);
          wave = next;
          at = newest;
        }
      }),
    );
  });
});
