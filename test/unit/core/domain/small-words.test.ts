import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionKey } from '../../../../functions/core/domain/action.ts';
import { engagedFor } from '../../../../functions/core/domain/brake.ts';
import { ContractViolation, DependencyUnavailable, SelfrightError } from '../../../../functions/core/domain/errors.ts';
import { limitText, within } from '../../../../functions/core/domain/limit.ts';
import { ROLES, suffices } from '../../../../functions/core/domain/role.ts';
import { instant, plusSeconds, secondsBetween } from '../../../../functions/core/domain/time.ts';
import { aBrake } from '../../../support/builders.ts';

describe('a brake', () => {
  it('stops its own service and no other', () => {
    const brakes = [aBrake({ scope: 'checkout' })];

    expect(engagedFor(brakes, 'checkout')).toEqual(brakes[0]);
    expect(engagedFor(brakes, 'orders')).toBeUndefined();
  });

  it('that is global stops every service', () => {
    fc.assert(fc.property(fc.string(), (service) => engagedFor([aBrake()], service) !== undefined));
  });

  it('stops nothing once it is released', () => {
    expect(engagedFor([aBrake({ engaged: false })], 'checkout')).toBeUndefined();
  });

  it('of the service still holds when the global one is released', () => {
    const brakes = [aBrake({ engaged: false }), aBrake({ scope: 'checkout' })];

    expect(engagedFor(brakes, 'checkout')?.scope).toBe('checkout');
  });
});

describe('a limit', () => {
  it('holds on one side only, and not on the line', () => {
    expect([0.9, 1, 1.1].map((value) => within({ above: 1 }, value))).toEqual([false, false, true]);
    expect([0.9, 1, 1.1].map((value) => within({ below: 1 }, value))).toEqual([true, false, false]);
  });

  it('never holds for what is no number', () => {
    expect(within({ above: 0 }, Number.NaN)).toBe(false);
    expect(within({ below: 0 }, Number.NaN)).toBe(false);
  });

  it('reads aloud', () => {
    expect([limitText({ above: 0.1 }), limitText({ below: 2 })]).toEqual(['above 0.1', 'below 2']);
  });
});

describe('roles', () => {
  it('are cumulative from viewer to admin', () => {
    const rising = ROLES.filter((role) => role !== 'reporter');
    for (const [i, role] of rising.entries()) {
      expect(rising.filter((needed) => suffices(role, needed))).toEqual(rising.slice(0, i + 1));
    }
  });

  it('let a reporter do nothing but report, and only a reporter', () => {
    expect(ROLES.filter((needed) => suffices('reporter', needed))).toEqual(['reporter']);
    expect(ROLES.filter((role) => suffices(role, 'reporter'))).toEqual(['reporter']);
  });
});

describe('time', () => {
  it('counts seconds there and back', () => {
    const between = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(between, (seconds) => {
        const from = '2026-03-02T10:00:00.000Z';
        expect(secondsBetween(from, plusSeconds(from, seconds))).toBe(seconds);
      }),
    );
  });

  it('sorts as text as it sorts as time', () => {
    const years = { min: new Date('1970-01-01'), max: new Date('9999-01-01'), noInvalidDate: true };
    fc.assert(fc.property(fc.date(years), fc.date(years), (a, b) => a < b === instant(a) < instant(b)));
  });
});

describe('an error of ours', () => {
  it('keeps its cause and tells what to do', () => {
    const cause = new Error('ECONNREFUSED');
    const error = new DependencyUnavailable('prometheus', 'no answer within 4000 ms', { cause });

    expect(error).toBeInstanceOf(SelfrightError);
    expect(error).toMatchObject({
      name: 'DependencyUnavailable',
      message: 'prometheus: no answer within 4000 ms',
      dependency: 'prometheus',
      remedy: 'wait for prometheus; the caller retries with backoff',
      cause,
    });
  });

  it('may come with a better remedy', () => {
    expect(new ContractViolation('no policy is stored', { remedy: 'deploy again' })).toMatchObject({
      name: 'ContractViolation',
      remedy: 'deploy again',
    });
  });
});

describe('an idempotency key', () => {
  it('names incident, attempt and step', () => {
    expect(actionKey('INC-1', 2, 'restore-version')).toBe('INC-1/2/restore-version');
  });
});
