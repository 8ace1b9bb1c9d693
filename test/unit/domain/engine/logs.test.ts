import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLogs } from '../../../../functions/core/domain/engine/log-compare.ts';
import { groupLines, type LogLine } from '../../../../functions/core/domain/engine/log-template.ts';

const CALM = [{ from: 0, to: 600 }];
const WINDOW = { from: 600, to: 660 };
const ALL = [{ from: 0, to: 660 }];

const every = (seconds: number, from: number, to: number, text: (i: number) => string): readonly LogLine[] =>
  Array.from({ length: Math.ceil((to - from) / seconds) }, (_, i) => ({ at: from + 1 + i * seconds, text: text(i) }));

describe('the lines of a log', () => {
  it('are of one kind when they differ by numbers, ids and few words', () => {
    const lines = [
      'INFO charge.authorised id=17 took 12.5ms by ann',
      'INFO charge.authorised id=18 took 3ms by bob',
      'INFO charge.authorised id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6 took 8ms by cy',
      'ERROR charge.refused id=19 reason no-key',
    ].map((text) => ({ at: 0, text }));

    expect(new Set(lines.map(groupLines(lines)))).toEqual(
      new Set(['INFO charge.authorised id * took * by *', 'ERROR charge.refused id * reason no-key']),
    );
  });

  it('have one kind each, whatever they say', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const lines = texts.map((text) => ({ at: 0, text }));
        const templateOf = groupLines(lines);

        expect(lines.every((line) => templateOf(line).length <= line.text.length + 50)).toBe(true);
        expect(new Set(lines.map(templateOf)).size).toBeLessThanOrEqual(new Set(texts).size);
      }),
    );
  });
});

describe('a log in trouble', () => {
  const lines = [
    ...every(2, 0, 600, (i) => `INFO charge.authorised ${i}`),
    ...every(2, 600, 660, () => 'ERROR charge.refused no-key'),
  ];

  it('shows what is new, what no longer comes, and how often something fails', () => {
    const found = compareLogs(lines, CALM, WINDOW, ALL);

    expect(found?.appeared).toEqual([{ template: 'ERROR charge.refused no-key', now: 30, normally: 0 }]);
    expect(found?.vanished).toMatchObject([{ template: 'INFO charge.authorised *', now: 0, normally: 30 }]);
    expect(found).toMatchObject({ errorsPerMinute: 30, errorsPerMinuteNormally: 0 });
  });

  it('counts only where all lines are there', () => {
    const found = compareLogs(lines, CALM, WINDOW, [{ from: 0, to: 630 }]);

    expect(found).toMatchObject({ errorsPerMinute: 30, appeared: [{ now: 15 }] });
  });

  it('shows nothing new in one odd line, nor where nothing is different', () => {
    const usual = [...every(2, 0, 660, (i) => `INFO charge.authorised ${i}`), { at: 610, text: 'WARN slow start' }];

    expect(compareLogs(usual, CALM, WINDOW, ALL)).toMatchObject({ appeared: [], vanished: [], errorsPerMinute: 0 });
  });

  it('is not told where there is nothing to hold it against', () => {
    expect(
      compareLogs(
        every(2, 600, 660, () => 'x'),
        CALM,
        WINDOW,
        ALL,
      ),
    ).toBeUndefined();
    expect(compareLogs(lines, CALM, WINDOW, [{ from: 0, to: 500 }])).toBeUndefined();
  });
});
