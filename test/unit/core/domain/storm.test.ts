import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident, IncidentId } from '../../../../functions/core/domain/incident.ts';
import { stormOf } from '../../../../functions/core/domain/storm.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import { anIncident } from '../../../support/builders.ts';

const POLICY = { stormAfter: 3, windowSeconds: 60 };

const idOf = (n: number): IncidentId => `INC-${String(n).padStart(26, '0')}`;

/** Incidents that opened so many seconds after noon, in this order. */
const openedAt = (...seconds: readonly number[]): readonly Incident[] =>
  seconds.map((at, n) => anIncident({ id: idOf(n), openedAt: instant(new Date(1_800_000_000_000 + at * 1000)) }));

const leaders = (around: readonly Incident[]) => around.map(({ id }) => stormOf(id, around, POLICY)?.leader);

describe('a storm', () => {
  it('begins with the incident that is one too many within the window, and holds all that follow', () => {
    const around = openedAt(0, 10, 20, 30, 40);

    expect(leaders(around)).toEqual([undefined, undefined, idOf(2), idOf(2), idOf(2)]);
    expect(stormOf(idOf(3), around, POLICY)?.incidents.map(({ id }) => id)).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it('is none while incidents open further apart', () => {
    expect(leaders(openedAt(0, 50, 100, 150, 200))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('is another one after a lull', () => {
    const around = openedAt(0, 1, 2, 1_000, 1_001, 1_002);

    expect(leaders(around)).toEqual([undefined, undefined, idOf(2), undefined, undefined, idOf(5)]);
  });

  it('has the same leader for all that are in it, who is one of them, whatever the order of the list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 30 }), fc.boolean(), (seconds, turned) => {
        const ordered = openedAt(...seconds.toSorted((a, b) => a - b));
        const around = turned ? ordered.toReversed() : ordered;
        for (const { id } of around) {
          const storm = stormOf(id, around, POLICY);
          for (const other of storm?.incidents ?? []) expect(stormOf(other.id, around, POLICY)).toEqual(storm);
          if (storm !== undefined) expect(storm.incidents.map((one) => one.id)).toContain(id);
        }
      }),
    );
  });
});
