import { describe, expect, it } from 'vitest';
import { adminRoutes, signatureOf } from '../../../localstack/storefront/admin.ts';
import { matchRoute } from '../../../localstack/storefront/routes.ts';

const KEY = 'a-key-of-the-administrators';

const aProcess = () => {
  const ran: unknown[] = [];
  const calls = {
    'rotate-logs': {
      state: () => ({ bytes: 7 }),
      run: (given: unknown) => {
        if (given === null) throw new Error('given: an object is needed');
        ran.push(given);
        return { rotated: true };
      },
    },
  };
  const routes = adminRoutes(KEY, calls);
  const ask = async (
    method: 'GET' | 'POST',
    body: string,
    {
      key = KEY,
      agedSeconds = 0,
      signed = body,
      once,
    }: { key?: string; agedSeconds?: number; signed?: string; once?: string } = {},
  ) => {
    const url = '/admin/rotate-logs';
    const timestamp = String(Math.floor(Date.now() / 1000) - agedSeconds);
    const headers: Readonly<Record<string, string>> = {
      'x-timestamp': timestamp,
      'x-signature': signatureOf(key, timestamp, { method, url, body: signed }),
      ...(once !== undefined && { 'idempotency-key': once }),
    };
    const match = matchRoute(routes, method, url);
    if (match.outcome !== 'matched') throw new Error(`no route ${url}`);
    return match.route.handle({ params: {}, url, body, header: (name) => headers[name] });
  };
  return { ask, ran };
};

describe('a call of an administrator', () => {
  it('is done when it is signed', async () => {
    const { ask, ran } = aProcess();

    const answer = await ask('POST', '{"retentionSeconds":60}');

    expect(answer).toMatchObject({ status: 200, body: { changed: { rotated: true } } });
    expect(ran).toEqual([{ retentionSeconds: 60 }]);
  });

  it('tells beforehand what it would change', async () => {
    const { ask, ran } = aProcess();

    expect(await ask('GET', '')).toMatchObject({ status: 200, body: { state: { bytes: 7 } } });
    expect(ran).toEqual([]);
  });

  it('is done once, however often it is asked under one key', async () => {
    const { ask, ran } = aProcess();

    const answers = [await ask('POST', '{}', { once: 'a' }), await ask('POST', '{}', { once: 'a' })];
    await ask('POST', '{}', { once: 'b' });

    expect(answers[1]).toEqual(answers[0]);
    expect(ran).toHaveLength(2);
  });

  it('may be asked again under its key when it failed', async () => {
    const { ask, ran } = aProcess();

    await ask('POST', 'null', { once: 'a' });

    expect(await ask('POST', '{}', { once: 'a' })).toMatchObject({ status: 200 });
    expect(ran).toEqual([{}]);
  });

  it.each([
    ['another key', { key: 'somebody-elses-key-for-this' }],
    ['a signature of another body', { signed: '{}' }],
    ['a signature of two minutes ago', { agedSeconds: 120 }],
  ])('is refused with %s', async (_, how) => {
    const { ask, ran } = aProcess();

    expect(await ask('POST', '{"retentionSeconds":1}', how)).toMatchObject({ status: 401 });
    expect(ran).toEqual([]);
  });

  it('refuses what does not fit, in words', async () => {
    const { ask } = aProcess();

    expect(await ask('POST', 'null')).toMatchObject({ status: 422 });
  });
});
