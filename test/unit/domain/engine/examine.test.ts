import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../functions/core/domain/engine/changes.ts';
import { examine } from '../../../../functions/core/domain/engine/examine.ts';
import { aSeries, aService, aTelemetry, WINDOW } from '../../../support/telemetry.ts';

const slowBack = () =>
  aTelemetry({
    series: [
      ...aService('front', 0.1, 0.5),
      ...aService('middle', 0.05, 0.45),
      ...aService('back', 0.02, 0.42),
      ...aService('aside', 0.01),
    ],
  });

const change = (parts: Partial<Change>): Change => ({
  id: 'change-1',
  service: 'back',
  at: WINDOW.from - 60,
  kind: 'deployment',
  summary: 'version 2',
  source: 'ci',
  ...parts,
});

describe('the engine', () => {
  it('names the callee that explains what its callers suffer', () => {
    const found = examine(slowBack());

    expect(found.outcome).toBe('explained');
    expect(found.suspects[0]).toMatchObject({ service: 'back' });
    expect(found.suspects[0]?.share).toBeGreaterThan(0.9);
    expect(found.says).toMatch(/^back is at fault .*back itself added \d+ of the \d+ seconds that front lost/);
  });

  it('answers inconclusive when nothing happened', () => {
    expect(examine(aTelemetry()).outcome).toBe('inconclusive');
  });

  it('says that there was no baseline rather than that nothing stands out', () => {
    const found = examine(aTelemetry({ baseline: [] }));

    expect(found.outcome).toBe('inconclusive');
    expect(found.says).toMatch(/^There was no baseline: none of 8 signals/);
    expect(examine(aTelemetry({ series: [] })).says).toMatch(/^Nothing could be looked at/);
  });

  it('names a resource that jumps, although its service is not measured by calls', () => {
    const telemetry = aTelemetry();

    const found = examine({ ...telemetry, series: [...telemetry.series, aSeries('back', 'cpu_percent', 10, 95)] });

    expect(found).toMatchObject({
      outcome: 'explained',
      suspects: [{ service: 'back', signal: 'cpu_percent' }, {}, {}, {}],
    });
    // It shifted and it jumped: that is said once.
    expect(found.says.match(/cpu_percent stood at/g)).toHaveLength(1);
  });

  it('is no surer of what is new than it has seen of what is usual', () => {
    const telemetry = aTelemetry({ calls: [], series: [aSeries('back', 'latency_seconds_avg', 0.01, 90)] });
    const lately = { ...telemetry, baseline: [{ from: WINDOW.from - 3 * 60, to: WINDOW.from - 1 }] };

    expect(examine(telemetry).outcome).toBe('explained');
    expect(examine(lately).outcome).toBe('inconclusive');
  });

  it('steps over services that are not measured', () => {
    const telemetry = slowBack();

    const found = examine({ ...telemetry, series: telemetry.series.filter(({ service }) => service !== 'middle') });

    expect(found.suspects[0]?.service).toBe('back');
  });

  it('says when it began, between two samples', () => {
    expect(examine(slowBack()).onset).toMatchObject({ by: WINDOW.from, service: 'back' });
  });

  it('suspects the change at the cause, not the most recent one elsewhere, nor one that came after', () => {
    const guilty = change({});
    const elsewhere = change({ id: 'change-2', service: 'aside', at: WINDOW.from - 5 });
    const later = change({ id: 'change-3', at: WINDOW.from + 120 });

    const { changes } = examine(slowBack(), [guilty, elsewhere, later]);

    expect(changes.map(({ suspect }) => suspect)).toEqual([true, false, false]);
  });

  it('tells a deployment that touched many resources in one sentence', () => {
    const touched = [1, 2, 3].map((n) =>
      change({ id: `change-${n}`, kind: 'infrastructure', at: WINDOW.from - 60 - n, summary: `resource ${n}` }),
    );

    const { says, changes } = examine(slowBack(), touched);

    expect(changes).toHaveLength(3);
    expect(says.match(/Suspect/g)).toHaveLength(1);
    expect(says).toMatch(/Suspect are 3 changes of infrastructure at back, from \S+ to \S+\./);
  });

  it('says that no change is to blame when none is', () => {
    expect(examine(slowBack(), [change({ service: 'aside' })]).says).toContain('none is to blame');
  });

  it('never claims more than certainty, whatever it is shown', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            service: fc.constantFrom('front', 'middle', 'back', 'toString', '__proto__'),
            signal: fc.constantFrom('latency_seconds_avg', 'cpu_percent', 'something', 'errors_per_second', ''),
            values: fc.array(fc.double({ min: -1e9, max: 1e9 }), { maxLength: 66 }),
          }),
        ),
        (drawn) => {
          const series = drawn.map(({ service, signal, values }) => ({
            service,
            signal,
            times: Float64Array.from(values, (_, i) => i * 60),
            values: Float64Array.from(values),
          }));

          const { suspects, none } = examine(aTelemetry({ series }));

          const sum = suspects.reduce((total, { confidence }) => total + confidence, none);
          expect(sum).toBeCloseTo(1, 6);
          expect(suspects.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
        },
      ),
    );
  });
});
