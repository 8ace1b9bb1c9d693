import { describe, expect, it } from 'vitest';
import { examine } from '../../../../functions/core/domain/engine/examine.ts';
import type { Telemetry } from '../../../../functions/core/domain/engine/telemetry.ts';
import { aSeries, aService, aTelemetry } from '../../../support/telemetry.ts';

const slowBack = (): Telemetry =>
  aTelemetry({
    series: [
      ...aService('front', 0.1, 0.5),
      ...aService('middle', 0.05, 0.45),
      ...aService('back', 0.02, 0.42),
      ...aService('aside', 0.01),
    ],
  });

const without = (telemetry: Telemetry, service: string, signal: RegExp): Telemetry => ({
  ...telemetry,
  series: telemetry.series.filter((one) => one.service !== service || !signal.test(one.signal)),
});

describe('the engine, where telemetry has holes', () => {
  it('follows the harm through a callee of which every other sample is missing', () => {
    const telemetry = slowBack();
    const series = telemetry.series.map((one) =>
      one.service === 'back'
        ? { ...one, values: one.values.map((value, i) => (i % 2 === 0 ? Number.NaN : value)) }
        : one,
    );

    const found = examine({ ...telemetry, series });

    expect(found.suspects[0]).toMatchObject({ service: 'back' });
    expect(found.suspects[0]?.share).toBeGreaterThan(0.8);
  });

  it('follows it through a callee whose requests nobody counts, and then tells shares and no amounts', () => {
    const found = examine(without(slowBack(), 'back', /request/));

    expect(found.suspects[0]).toMatchObject({ service: 'back' });
    expect(found.suspects[0]?.share).toBeGreaterThan(0.8);
    expect(found.says).toMatch(/back itself added .* % of what front lost/);
  });

  it('does not put what always stood still, and now stands elsewhere, before what went far beyond all it ever did', () => {
    const still = aSeries('odd', 'availability_percent', 100, 0);
    const constant = { ...still, values: still.values.map((value) => (value < 50 ? 0 : 100)) };

    const found = examine(
      aTelemetry({ calls: [], series: [constant, aSeries('back', 'latency_seconds_avg', 0.1, 5)] }),
    );

    expect(found.suspects[0]?.service).toBe('back');
  });
});
