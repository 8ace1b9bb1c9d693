import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../support/http.ts';
import { anApi } from './an-api.ts';

describe('the brake', () => {
  const engage = { json: { engaged: true, reason: 'strange numbers' } };
  const release = { json: { engaged: false, reason: 'understood' } };

  it('is engaged by a responder, in their name', async () => {
    const { as } = anApi();

    const answered = await as('rob', 'PUT', '/brake', engage);

    const seen = await as('vera', 'GET', '/brake');
    const brake = { scope: 'global', engaged: true, by: 'rob', reason: 'strange numbers', at: expect.any(String) };
    expect([answered.statusCode, bodyOf(answered)]).toEqual([200, brake]);
    expect(bodyOf(seen)).toEqual({ engaged: true, brakes: [brake] });
  });

  it('is released by an admin only', async () => {
    const { as } = anApi();
    await as('rob', 'PUT', '/brake', engage);

    const refused = await as('rob', 'PUT', '/brake', release);
    const released = await as('ada', 'PUT', '/brake', release);

    expect([refused.statusCode, released.statusCode]).toEqual([403, 200]);
    expect(bodyOf(await as('vera', 'GET', '/brake'))).toMatchObject({ engaged: false });
  });

  it('keeps who engaged it first, and when', async () => {
    const { as, clock } = anApi();
    const first = bodyOf(await as('rob', 'PUT', '/brake', engage));
    clock.advance(60);

    const again = bodyOf(await as('ada', 'PUT', '/brake', { json: { engaged: true, reason: 'me too' } }));

    expect(again).toEqual(first);
  });

  it('stops one service without stopping the others', async () => {
    const { as } = anApi();

    const answered = await as('rob', 'PUT', '/brake/checkout', engage);

    expect(bodyOf(answered)).toMatchObject({ scope: 'checkout', engaged: true });
    expect(bodyOf(await as('vera', 'GET', '/brake'))).toMatchObject({
      engaged: false,
      brakes: [{ scope: 'checkout' }],
    });
  });

  it.each(['chekout', 'global', '__proto__'])('refuses the unknown service %s and names the known', async (service) => {
    const { as, brakes } = anApi();

    const answered = await as('rob', 'PUT', `/brake/${service}`, engage);

    expect(answered.statusCode).toBe(404);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('checkout') });
    expect(await brakes.all()).toEqual([]);
  });

  it('is engaged even while the policy cannot be read', async () => {
    const { as, memory, warnings } = anApi();
    memory.policy = undefined;

    const answered = await as('rob', 'PUT', '/brake/checkout', engage);

    expect(answered.statusCode).toBe(200);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a viewer', 'vera', { engaged: true, reason: 'x' }, 403],
    ['no reason', 'rob', { engaged: true }, 422],
    ['an empty reason', 'rob', { engaged: true, reason: ' ' }, 422],
    ['a text for a yes', 'rob', { engaged: 'true', reason: 'x' }, 422],
    ['a list', 'rob', [], 422],
  ] as const)('refuses %s', async (_, subject, json, status) => {
    const { as, brakes } = anApi();

    const answered = await as(subject, 'PUT', '/brake', { json });

    expect(answered.statusCode).toBe(status);
    expect(await brakes.all()).toEqual([]);
  });
});
