import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../../functions/adapters/sources/identity.ts';
import { momentOf } from '../../../../functions/adapters/sources/moments.ts';

describe('a moment as vendors write it', () => {
  it.each([
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:00.000Z'],
    ['2026-05-04T08:00:00.123456789+02:00', '2026-05-04T06:00:00.123Z'],
    ['2026-05-04T08:00:00.250+0000', '2026-05-04T08:00:00.250Z'],
    ['2026-05-04T08:00:00', '2026-05-04T08:00:00.000Z'],
    ['2026-05-04 08:00:00 UTC', '2026-05-04T08:00:00.000Z'],
    ['2026-05-04 08:00', '2026-05-04T08:00:00.000Z'],
    ['1777881600', '2026-05-04T08:00:00.000Z'],
    ['1777881600123', '2026-05-04T08:00:00.123Z'],
    [1_777_881_600, '2026-05-04T08:00:00.000Z'],
    [1_777_881_600.5, '2026-05-04T08:00:00.000Z'],
  ])('%j is read', (written, at) => {
    const moment = momentOf(written);

    expect(moment).toBe(at);
  });

  it.each(['2026-02-30T08:00:00Z', '2026-05-04', 'soon', '', '1', 1e21, Number.NaN, null, {}, true])(
    '%j is none',
    (written) => {
      const moment = momentOf(written);

      expect(moment).toBeUndefined();
    },
  );
});

describe('an identity', () => {
  it('keeps parts apart that would run into each other', () => {
    const keys = [
      identityOf('a/b', 'c'),
      identityOf('a', 'b/c'),
      identityOf('a', undefined, 'b'),
      identityOf('a', 'b'),
    ];

    expect(new Set(keys).size).toBe(4);
  });

  it('is bounded, however long its parts are', () => {
    const [a, b] = [identityOf('x'.repeat(60_000)), identityOf(`${'x'.repeat(60_000)}y`)];

    expect(a).toHaveLength(64);
    expect(a).not.toBe(b);
  });
});
