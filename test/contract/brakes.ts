import { expect, it } from 'vitest';
import type { Brakes } from '../../functions/core/ports/brakes.ts';
import { aBrake } from '../support/builders.ts';

/** What every set of brakes promises. */
export const brakesContract = (make: () => Promise<Brakes> | Brakes): void => {
  it('has no brakes before one was moved', async () => {
    const brakes = await make();

    const all = await brakes.all();

    expect(all).toEqual([]);
  });

  it('tells every brake as it was moved last', async () => {
    const brakes = await make();
    const released = aBrake({ engaged: false, by: 'alex', reason: 'release is over' });
    await brakes.move(aBrake());
    await brakes.move(aBrake({ scope: 'checkout' }));

    await brakes.move(released);

    expect(new Set(await brakes.all())).toEqual(new Set([released, aBrake({ scope: 'checkout' })]));
  });
};
