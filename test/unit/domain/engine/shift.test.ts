import { describe, expect, it } from 'vitest';
import { shiftsOf } from '../../../../functions/core/domain/engine/shift.ts';
import { aSeries, aTelemetry } from '../../../support/telemetry.ts';

const scoreOf = (...series: Parameters<typeof aSeries>): number => {
  const [shift] = shiftsOf(aTelemetry({ series: [aSeries(...series)] }));
  return shift?.score ?? Number.NaN;
};

describe('a shift', () => {
  it('is above zero towards harm: latency up, availability down', () => {
    expect(scoreOf('a', 'latency_seconds_avg', 0.1, 0.5)).toBeGreaterThan(3);
    expect(scoreOf('a', 'latency_seconds_avg', 0.5, 0.1)).toBeLessThan(0);
    expect(scoreOf('a', 'availability_percent', 99, 80)).toBeGreaterThan(3);
  });

  it('does not explode where a series was constant', () => {
    const constant = aSeries('a', 'latency_seconds_avg', 0);
    constant.values.fill(0.2);
    constant.values[62] = 0.2001;

    const [shift] = shiftsOf(aTelemetry({ series: [constant] }));

    expect(Math.abs(shift?.score ?? Number.NaN)).toBeLessThan(1);
  });

  it('is notable and no more where nothing tells how much is much', () => {
    const silent = aSeries('a', 'something', 0);
    silent.values.fill(0.25, 60);

    expect(shiftsOf(aTelemetry({ series: [silent] }))[0]?.score).toBe(3);
  });

  it('is towards harm where less is left of a resource', () => {
    expect(scoreOf('a', 'memory_free_percent', 60, 5)).toBeGreaterThan(3);
    expect(scoreOf('a', 'memory_free_percent', 5, 60)).toBeLessThan(0);
  });

  it('is not seen in a single spike', () => {
    const spiky = aSeries('a', 'latency_seconds_avg', 0.1);
    spiky.values[62] = 50;

    expect(shiftsOf(aTelemetry({ series: [spiky] }))[0]?.score).toBeLessThan(1);
  });

  it('passes over gaps, and is absent without a baseline or without samples now', () => {
    const gappy = aSeries('a', 'cpu_percent', 10, 90);
    gappy.values[10] = Number.NaN;
    gappy.values[61] = Number.NaN;
    const blind = aSeries('b', 'cpu_percent', 10);
    blind.values.fill(Number.NaN, 60);
    const unborn = aSeries('c', 'cpu_percent', 10);
    unborn.values.fill(Number.NaN, 0, 60);

    const shifts = shiftsOf(aTelemetry({ series: [gappy, blind, unborn] }));

    expect(shifts.map(({ series }) => series.service)).toEqual(['a']);
    expect(shifts[0]?.score).toBeGreaterThan(3);
  });

  it('is no news where a level stands as it stood just before', () => {
    const level = aSeries('a', 'memory_percent', 10, 40);
    level.values.fill(40, 50);

    expect(shiftsOf(aTelemetry({ series: [level] }))[0]?.score).toBeLessThan(1);
  });
});
