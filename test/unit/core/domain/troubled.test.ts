import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmSpans, troubleIn } from '../../../../functions/core/domain/troubled.ts';

const REACH = { step: 1, before: 5, after: 5 };
const stood = (...spans: readonly (readonly [number, number])[]) =>
  Array.from({ length: 200 }, (_, at) => [at, spans.some(([from, to]) => at >= from && at <= to) ? 1 : 0] as const);

const NEVER = stood();

describe('what was wrong before', () => {
  it('tells the trouble that is on from one before, with as much around as rates are spread', () => {
    const before = { current: stood([20, 40], [150, 160]), others: NEVER };

    expect(troubleIn(before, 158, REACH)).toEqual({ began: 144, troubled: [{ from: 14, to: 45 }] });
  });

  it('takes what the same alert tells after a moment of silence for one, and after more for another trouble', () => {
    expect(troubleIn({ current: stood([20, 40], [42, 60]), others: NEVER }, 58, REACH)).toEqual({
      began: 14,
      troubled: [],
    });
    expect(troubleIn({ current: stood([20, 40], [48, 60]), others: NEVER }, 58, REACH)).toEqual({
      began: 45,
      troubled: [{ from: 14, to: 45 }],
    });
  });

  it('takes what another alert told shortly before for another trouble, and leaves out while it still shows', () => {
    expect(troubleIn({ current: stood([48, 60]), others: stood([20, 40]) }, 58, REACH)).toEqual({
      began: 45,
      troubled: [{ from: 14, to: 45 }],
    });
    expect(troubleIn({ current: stood([42, 60]), others: stood([20, 40]) }, 58, REACH)).toMatchObject({ began: 42 });
  });

  it('takes what another alert told until the alerts of now began for the same trouble', () => {
    expect(troubleIn({ current: stood([40, 60]), others: stood([20, 40]) }, 58, REACH)).toEqual({
      began: 14,
      troubled: [],
    });
  });

  it('knows of no beginning where no alert stands', () => {
    expect(troubleIn({ current: [], others: [] }, 100, REACH)).toEqual({ began: undefined, troubled: [] });
    expect(troubleIn({ current: [], others: stood([20, 40]) }, 100, REACH)).toEqual({
      began: undefined,
      troubled: [{ from: 14, to: 45 }],
    });
  });

  it('leaves trouble out of what is normal, and takes all of it when nothing else is left', () => {
    expect(calmSpans({ from: 0, to: 100 }, [{ from: 14, to: 45 }])).toEqual([
      { from: 0, to: 14 },
      { from: 45, to: 100 },
    ]);
    expect(calmSpans({ from: 0, to: 100 }, [{ from: -5, to: 200 }])).toEqual([{ from: 0, to: 100 }]);
  });

  it('never leaves a stretch of trouble in what is normal, unless it is all there is', () => {
    const spans = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 30 }))
        .map(([from, long]) => ({ from, to: from + long })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(spans, (troubled) => {
        const all = { from: 0, to: 100 };
        const calm = calmSpans(all, troubled);
        const clean = calm.every((span) => troubled.every(({ from, to }) => to <= span.from || from >= span.to));
        expect(clean || (calm.length === 1 && calm[0]?.from === 0 && calm[0].to === 100)).toBe(true);
      }),
    );
  });
});
