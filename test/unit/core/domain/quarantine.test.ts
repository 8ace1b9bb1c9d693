import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Growth, grownBy, NO_GROWTH } from '../../../../functions/core/domain/quarantine.ts';
import type { QuarantineId } from '../../../../functions/core/domain/quarantine-id.ts';
import { scopesFor } from '../../../../functions/core/domain/scopes.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import { aPolicy } from '../../../support/builders.ts';

const LIMIT = { incidentAfter: 3, windowSeconds: 60 };

const at = (second: number): string => instant(new Date(Date.UTC(2026, 2, 2, 10) + second * 1000));

const body = (name: string): QuarantineId => `grafana-${name}`;

const grownTo = (seen: readonly (readonly [name: string, second: number])[]): Growth =>
  seen.reduce((growth, [name, second]) => grownBy(growth, body(name), at(second), LIMIT), NO_GROWTH);

describe('the growth of a quarantine', () => {
  it('is none below the limit', () => {
    expect(
      grownTo([
        ['a', 0],
        ['b', 1],
      ]).since,
    ).toBeUndefined();
  });

  it('begins with the body that reaches the limit', () => {
    const { since, told } = grownTo([
      ['a', 0],
      ['b', 20],
      ['c', 40],
    ]);

    expect([since, told]).toEqual([at(40), false]);
  });

  it('does not count the same body twice', () => {
    const { since } = grownTo([
      ['a', 0],
      ['b', 1],
      ['b', 2],
      ['a', 3],
    ]);

    expect(since).toBeUndefined();
  });

  it('does not count what lies further back than the window', () => {
    const { since } = grownTo([
      ['a', 0],
      ['b', 40],
      ['c', 61],
    ]);

    expect(since).toBeUndefined();
  });

  it('keeps its beginning, and that it was told, as long as it goes on', () => {
    const grown = grownTo([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);

    const later = grownBy({ ...grown, told: true }, body('d'), at(30), LIMIT);

    expect([later.since, later.told]).toEqual([at(2), true]);
  });

  it('is another one after a pause', () => {
    const later = grownTo([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 300],
      ['e', 301],
      ['f', 302],
    ]);

    expect([later.since, later.told]).toEqual([at(302), false]);
  });

  it('remembers no more than it needs, and has begun only when so many different ones were seen, in any order', () => {
    const sightings = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(300)), { maxLength: 30 });
    fc.assert(
      fc.property(sightings, (seen) => {
        const { bodies, since } = grownTo(seen);
        const different = new Set(bodies.map(({ id }) => id));
        expect(bodies.length).toBeLessThanOrEqual(LIMIT.incidentAfter);
        expect(different.size).toBe(bodies.length);
        expect(since !== undefined).toBe(different.size === LIMIT.incidentAfter);
      }),
    );
  });
});

describe('a trouble of our own intake', () => {
  it('has no scope that a runbook could act on', () => {
    expect(scopesFor(aPolicy(), { dependency: 'postgres', sitsIn: 'callee' }, ['selfright-intake'])).toEqual([]);
  });
});
