import { describe, expect, it } from 'vitest';
import { beganWith, lastChange, type ParameterValue } from '../../../../functions/core/domain/parameter.ts';

const value = (version: number, text: string): ParameterValue => ({
  value: text,
  version,
  changedAt: `2026-03-02T10:0${version}:00.000Z`,
});

const AT = '2026-03-02T10:00:00.000Z';
const SECONDS = Date.parse(AT) / 1000;
const TIE = { harm: { above: 0.1 }, withinSeconds: 10 } as const;

/** Samples each second, from five seconds before the change on. */
const samples = (...values: readonly number[]) => values.map((one, i) => [SECONDS - 5 + i, one] as const);

describe('the last change of a parameter', () => {
  it('is from the newest other value to the one that it has now', () => {
    expect(lastChange([value(1, '24'), value(2, 'all')])).toMatchObject({
      previous: { value: '24' },
      current: { value: 'all', version: 2 },
    });
  });

  it('was when the value came, not when somebody wrote it again', () => {
    expect(lastChange([value(1, '24'), value(2, 'all'), value(3, 'all')])).toMatchObject({ current: { version: 2 } });
  });

  it.each([
    ['nothing is known', []],
    ['there is one version', [value(1, '24')]],
    ['it always had the same value', [value(1, '24'), value(2, '24')]],
  ])('is not there where %s', (_, history) => {
    expect(lastChange(history)).toBeUndefined();
  });
});

describe('harm', () => {
  it('began with a change that it followed soon, and still goes on', () => {
    expect(beganWith(AT, samples(0, 0, 0, 0, 0, 0, 0, 0.4, 0.4), TIE)).toBe(true);
  });

  it.each([
    ['was there before', samples(0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4)],
    ['is over', samples(0, 0, 0, 0, 0, 0, 0.4, 0.4, 0)],
    ['came much later', samples(...Array.from({ length: 20 }, () => 0), 0.4)],
    ['never came', samples(0, 0, 0, 0, 0, 0, 0, 0)],
    ['was not measured before the change', samples(0, 0, 0, 0, 0, 0, 0, 0.4).slice(6)],
    ['was not measured at all', []],
  ])('did not begin with a change when it %s', (_, measured) => {
    expect(beganWith(AT, measured, TIE)).toBe(false);
  });
});
