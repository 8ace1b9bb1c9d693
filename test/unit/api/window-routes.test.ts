import { describe, expect, it } from 'vitest';
import { instant, plusSeconds } from '../../../functions/core/domain/time.ts';
import { aPolicy, aWindow } from '../../support/builders.ts';
import { bodyOf } from '../../support/http.ts';
import { anApi } from './an-api.ts';

const HOUR = 3600;

const ready = () => {
  const api = anApi();
  const inSeconds = (seconds: number) => plusSeconds(instant(api.clock()), seconds);
  const ask = (subject: 'vera' | 'rob', json: unknown) => api.as(subject, 'POST', '/windows', { json });
  return { ...api, inSeconds, ask };
};

describe('GET /windows', () => {
  it('lists those that were asked for and those of the configuration, the newest first', async () => {
    const { as, memory, windows } = ready();
    const planned = { from: '2026-03-01T00:00:00.000Z', until: '2026-03-01T01:00:00.000Z', reason: 'backup' };
    memory.policy = { ...aPolicy(), maintenance: [planned] };
    await windows.put(aWindow({ from: '2026-03-02T00:00:00.000Z' }));

    const answered = await as('vera', 'GET', '/windows');

    expect(bodyOf(answered)).toMatchObject({
      windows: [{ id: aWindow().id }, { id: 'WIN-CONFIG-1', by: 'configuration' }],
    });
  });
});

describe('POST /windows', () => {
  it('grants a window from now on, in the name of the one who asks', async () => {
    const { ask, windows, inSeconds } = ready();
    const until = inSeconds(HOUR);

    const answered = await ask('rob', { service: 'checkout', until, reason: 'release' });

    const window = { service: 'checkout', from: inSeconds(0), until, reason: 'release', by: 'rob' };
    expect(answered.statusCode).toBe(201);
    expect(bodyOf(answered)).toMatchObject(window);
    expect(await windows.all()).toMatchObject([window]);
  });

  it('takes a moment of another time zone for what it is', async () => {
    const { ask } = ready();

    const answered = await ask('rob', { until: '2026-03-02T14:00:00+02:00', reason: 'release' });

    expect(bodyOf(answered)).toMatchObject({ until: '2026-03-02T12:00:00.000Z' });
  });

  it.each([
    ['without an end', () => ({ reason: 'for ever' }), 'until'],
    ['whose end is no moment', () => ({ until: 'soon', reason: 'release' }), 'until'],
    ['that is over already', (at: (s: number) => string) => ({ until: at(-1), reason: 'release' }), 'until'],
    [
      'that ends before it begins',
      (at: (s: number) => string) => ({ from: at(2 * HOUR), until: at(HOUR), reason: 'release' }),
      'until',
    ],
    [
      'that lasts longer than seven days',
      (at: (s: number) => string) => ({ until: at(7 * 24 * HOUR + 1), reason: 'release' }),
      'until',
    ],
    ['without a reason', (at: (s: number) => string) => ({ until: at(HOUR) }), 'reason'],
    [
      'of a service that is misspelt',
      (at: (s: number) => string) => ({ service: 'chekout', until: at(HOUR), reason: 'release' }),
      'service',
    ],
  ])('refuses one %s, and names the field', async (_, body, field) => {
    const { ask, windows, inSeconds } = ready();

    const answered = await ask('rob', body(inSeconds));

    expect(answered.statusCode).toBe(422);
    expect(bodyOf(answered)).toMatchObject({ errors: [{ field }] });
    expect(await windows.all()).toEqual([]);
  });

  it('refuses a viewer', async () => {
    const { ask, inSeconds } = ready();

    expect((await ask('vera', { until: inSeconds(HOUR), reason: 'release' })).statusCode).toBe(403);
  });
});

describe('POST /windows/{id}/end', () => {
  it('ends a window now, and says who did', async () => {
    const { as, ask, windows, clock, inSeconds } = ready();
    const asked = bodyOf(await ask('rob', { until: inSeconds(HOUR), reason: 'release' }));
    clock.advance(60);

    const answered = await as('rob', 'POST', `/windows/${(asked as { id: string }).id}/end`);

    expect(answered.statusCode).toBe(200);
    expect(await windows.all()).toMatchObject([{ until: inSeconds(0), endedBy: 'rob' }]);
  });

  it.each(['WIN-CONFIG-1', 'WIN-none', 'nonsense', '__proto__'])('knows nothing of %s', async (id) => {
    const { as } = ready();

    expect((await as('rob', 'POST', `/windows/${id}/end`)).statusCode).toBe(404);
  });

  it('refuses a viewer', async () => {
    const { as } = ready();

    expect((await as('vera', 'POST', '/windows/WIN-1/end')).statusCode).toBe(403);
  });
});
