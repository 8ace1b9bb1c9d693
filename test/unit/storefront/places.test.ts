import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { makePlaces } from '../../../localstack/storefront/places.ts';

const asked = { params: {}, url: '/products', body: '', header: () => undefined };

/** A door with two places, each taken for ten milliseconds. */
const aDoor = () => {
  const clock = { at: 0 };
  const registry = new Registry();
  const places = makePlaces({ registry }, { usual: 2, most: 5, stayMillis: 10, now: () => clock.at });
  const seated = places.seated(async () => ({ status: 200, body: 'a page' }));
  const come = () =>
    seated(asked).then(
      ({ status }) => status,
      (refused: { readonly answer: { readonly status: number } }) => refused.answer.status,
    );
  const measured = async (name: string): Promise<number | undefined> =>
    (await registry.getSingleMetric(name)?.get())?.values[0]?.value;
  return { clock, come, measured, ...places };
};

describe('a service with places for so many visitors', () => {
  it('turns away whoever finds none, and counts it', async () => {
    const { come, measured } = aDoor();

    expect([await come(), await come(), await come()]).toEqual([200, 200, 429]);
    expect([await measured('admission_turned_away_total'), await measured('admission_visitors')]).toEqual([1, 2]);
  });

  it('gives a place to the next once somebody has left', async () => {
    const { clock, come, measured } = aDoor();
    await come();
    clock.at = 5;
    await come();

    clock.at = 10;

    expect([await measured('admission_visitors'), await come(), await come()]).toEqual([1, 200, 429]);
  });

  it('lets in more at once when an administrator raises the limit', async () => {
    const { calls, come, measured } = aDoor();

    await calls.admission.run({ limit: 3 });

    expect(calls.admission.state()).toEqual({ limit: 3 });
    expect([await come(), await come(), await come(), await come()]).toEqual([200, 200, 200, 429]);
    expect([await measured('admission_limit'), await measured('admission_limit_most')]).toEqual([3, 5]);
  });

  it.each([[{ limit: 6 }], [{ limit: 0 }], [{ limit: 2.5 }], [{}], [null]])('refuses to be given %j', (given) => {
    const { calls } = aDoor();

    expect(() => calls.admission.run(given)).toThrow();
    expect(calls.admission.state()).toEqual({ limit: 2 });
  });

  it('is as new once it is healed, whoever changed it, and says whether it was not', async () => {
    const { calls, weakness } = aDoor();
    const untouched = await weakness.end();
    await calls.admission.run({ limit: 4 });

    expect([untouched, await weakness.end(), calls.admission.state()]).toEqual([false, true, { limit: 2 }]);
  });
});
