import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../support/http.ts';
import { bytes, payload } from '../../support/payloads.ts';
import { anApi } from './an-api.ts';

describe('the quarantine', () => {
  const kept = async (api: ReturnType<typeof anApi>, body: Uint8Array, source = 'grafana') => {
    await api.setApart({ source, body, headers: {}, reason: 'body_unmapped', why: 'no shape that is known' });
    const [one] = await api.quarantine.list({ source, limit: 1 });
    return one?.id ?? '';
  };

  it('is listed for viewers, of one source if asked, with counts and without bodies', async () => {
    const api = anApi();
    const id = await kept(api, bytes('secret of mine'));
    await kept(api, bytes('x'), 'datadog');

    const answered = await api.as('vera', 'GET', '/quarantine', { query: { source: 'grafana', limit: '5' } });

    expect(answered.statusCode).toBe(200);
    expect(bodyOf(answered)).toMatchObject({ quarantined: [{ id, source: 'grafana', count: 1 }] });
    expect(bodyOf(answered)).toMatchObject({ counts: [{ source: 'datadog' }, { source: 'grafana', count: 1 }] });
    expect(answered.body).not.toContain('secret of mine');
  });

  it('shows a body to responders as text inside JSON, never as what it claims to be', async () => {
    const api = anApi();
    const id = await kept(api, bytes('<script>alert(1)</script>'));

    const answered = await api.as('rob', 'GET', `/quarantine/${id}`);

    expect(answered.headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(bodyOf(answered)).toMatchObject({ id, body: '<script>alert(1)</script>', whole: true });
  });

  it.each([
    ['is not UTF-8', new Uint8Array([0xff, 0x41]), '\ufffdA'],
    ['is large', new Uint8Array(600_000).fill(65), 'A'.repeat(512 * 1024)],
  ])('says that it does not show all of a body that %s', async (_, raw, body) => {
    const api = anApi();
    const id = await kept(api, raw);

    const answered = await api.as('rob', 'GET', `/quarantine/${id}`);

    expect(bodyOf(answered)).toMatchObject({ body, whole: false, bytes: raw.length });
  });

  it('refuses viewers the body and the replay', async () => {
    const api = anApi();
    const id = await kept(api, bytes('x'));

    const answers = await Promise.all([
      api.as('vera', 'GET', `/quarantine/${id}`),
      api.as('vera', 'POST', `/quarantine/${id}/replay`),
      api.as('ci', 'GET', '/quarantine'),
      api.as(undefined, 'GET', '/quarantine'),
    ]);

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 401]);
  });

  it('replays what is understood now, in the name of the one who asks', async () => {
    const api = anApi();
    const id = await kept(api, payload('alertmanager/single-firing'), 'alertmanager');

    const answered = await api.as('rob', 'POST', `/quarantine/${id}/replay`);

    const receiptId = api.queue.waiting[0]?.receiptId;
    expect([answered.statusCode, bodyOf(answered)]).toEqual([202, { receiptId }]);
    expect((await api.quarantine.list({ limit: 1 }))[0]?.replayed).toMatchObject({ by: 'rob', receiptId });
  });

  it('refuses to replay what is still not understood, and says why', async () => {
    const api = anApi();
    const id = await kept(api, bytes('no json'));

    const answered = await api.as('rob', 'POST', `/quarantine/${id}/replay`);

    expect(answered.statusCode).toBe(422);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('not valid JSON') });
  });

  it.each(['nonsense', `grafana-${'0'.repeat(64)}`, '__proto__', `../grafana-${'0'.repeat(64)}`])(
    'knows nothing of %s',
    async (id) => {
      const { as } = anApi();

      const answers = await Promise.all([
        as('rob', 'GET', `/quarantine/${encodeURIComponent(id)}`),
        as('rob', 'POST', `/quarantine/${encodeURIComponent(id)}/replay`),
      ]);

      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    },
  );

  it('refuses a limit that is none, and names what is allowed', async () => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', '/quarantine', { query: { limit: '0' } });

    expect(bodyOf(answered)).toMatchObject({ status: 422, errors: [{ field: 'limit' }] });
  });
});
