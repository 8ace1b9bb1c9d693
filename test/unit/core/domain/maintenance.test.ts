import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LONGEST_WINDOW,
  plannedWindows,
  whyNoSpan,
  windowOver,
} from '../../../../functions/core/domain/maintenance.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { aWindow } from '../../../support/builders.ts';

const NOON = '2026-03-02T12:00:00.000Z';
const offset = fc.integer({ min: -20_000, max: 20_000 });
const service = fc.constantFrom('checkout', 'orders', undefined);
const window = fc
  .record({ service, from: offset, lasts: fc.integer({ min: 1, max: 9_000 }) })
  .map(({ lasts, from, ...rest }) =>
    aWindow({ ...rest, from: plusSeconds(NOON, from), until: plusSeconds(NOON, from + lasts) }),
  );

describe('a maintenance window', () => {
  it('covers exactly the moments from its beginning to just before its end, of its own service or of all', () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 6 }), service, offset, (windows, asked, at) => {
        const now = plusSeconds(NOON, at);
        const covering = windows.filter(
          ({ from, until, service: of }) => from <= now && now < until && (of === undefined || of === asked),
        );

        const found = windowOver(windows, asked, now);

        expect(found === undefined).toBe(covering.length === 0);
        if (found) for (const other of covering) expect(found.until >= other.until).toBe(true);
      }),
    );
  });

  it('never covers ourselves, so that it cannot hide that we are in trouble', () => {
    expect(
      windowOver([aWindow({ service: undefined, from: NOON, until: plusSeconds(NOON, 9) })], 'selfright-intake', NOON),
    ).toBeUndefined();
  });

  it('must end after it begins, within the longest time', () => {
    fc.assert(
      fc.property(fc.integer({ min: -LONGEST_WINDOW, max: 2 * LONGEST_WINDOW }), (seconds) => {
        const why = whyNoSpan({ from: NOON, until: plusSeconds(NOON, seconds) });

        expect(why === undefined).toBe(seconds > 0 && seconds <= LONGEST_WINDOW);
      }),
    );
  });

  it('of the configuration has an id of its own', () => {
    const planned = { from: NOON, until: plusSeconds(NOON, 60), reason: 'release' };

    expect(new Set(plannedWindows([planned, planned]).map(({ id }) => id)).size).toBe(2);
  });
});
