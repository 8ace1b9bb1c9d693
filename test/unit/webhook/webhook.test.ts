import { describe, expect, it } from 'vitest';
import { LARGEST_BODY } from '../../../functions/webhook/webhook.ts';
import { aWebhook, post, SECRET } from '../../support/a-webhook.ts';
import { bodyOf } from '../../support/http.ts';
import { bytes, payload } from '../../support/payloads.ts';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('the webhook', () => {
  it('acknowledges what the queue has taken, with the receipt to look up', async () => {
    const { answer, queue, memory } = aWebhook();

    const answered = await answer(post());

    const receiptId = queue.waiting[0]?.receiptId;
    expect(answered.statusCode).toBe(202);
    expect(bodyOf(answered)).toEqual({ receiptId });
    expect(memory.receipts.size).toBe(0);
  });

  it('queues the body exactly as it was sent', async () => {
    const { answer, queue } = aWebhook();

    await answer(post({ body: payload('alertmanager/unicode-firing') }));

    expect(queue.waiting[0]?.body).toBe(Buffer.from(payload('alertmanager/unicode-firing')).toString('utf8'));
  });

  it.each([
    ['the password of basic credentials', basic(`anyone:${SECRET}`)],
    ['a scheme in other letters', `bEARER ${SECRET}`],
  ])('accepts the secret as %s', async (_, authorization) => {
    const { answer } = aWebhook();

    const answered = await answer(post({ headers: { authorization } }));

    expect(answered.statusCode).toBe(202);
  });

  it('accepts the old and the new secret while one replaces the other', async () => {
    const { answer } = aWebhook({ alertmanager: [SECRET, 'alertmanager-secret-0002'] });

    const answers = await Promise.all(
      [SECRET, 'alertmanager-secret-0002', 'alertmanager-secret-0003'].map((secret) =>
        answer(post({ headers: { authorization: `Bearer ${secret}` } })),
      ),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 401]);
  });

  it.each([
    ['none', undefined],
    ['a wrong secret', 'Bearer alertmanager-secret-0000'],
    ['the secret without a scheme', SECRET],
    ['the secret and more', `Bearer ${SECRET}x`],
    ['an empty token', 'Bearer '],
    ['basic credentials that are no base64', 'Basic ***'],
    ['basic credentials without a colon', basic(SECRET)],
    ['the secret as the user name', basic(`${SECRET}:`)],
  ])('refuses a credential that is %s', async (_, authorization) => {
    const { answer, queue } = aWebhook();

    const answered = await answer(post({ headers: { authorization } }));

    expect(answered.statusCode).toBe(401);
    expect(answered.headers?.['www-authenticate']).toContain('Bearer');
    expect(queue.waiting).toEqual([]);
  });

  it('refuses everybody when a source has no secret', async () => {
    const { answer } = aWebhook({});

    const answered = await answer(post({ headers: { authorization: 'Bearer undefined' } }));

    expect(answered.statusCode).toBe(401);
  });

  it('refuses another source’s secret', async () => {
    const { answer } = aWebhook({ alertmanager: SECRET, generic: 'generic-secret-00000001' });

    const answered = await answer(post({ headers: { authorization: 'Bearer generic-secret-00000001' } }));

    expect(answered.statusCode).toBe(401);
  });

  it.each(['/alerts/nobody', '/alerts/selfright', '/alerts/__proto__', '/alerts', '/alerts/alertmanager/more'])(
    'refuses %s as unknown and names what is known',
    async (path) => {
      const { answer } = aWebhook();

      const answered = await answer(post({ path }));

      expect(answered.statusCode).toBe(404);
      expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('alertmanager') });
    },
  );

  it('refuses other methods', async () => {
    const { answer } = aWebhook();

    const answered = await answer(post({ method: 'GET' }));

    expect([answered.statusCode, answered.headers?.['allow']]).toEqual([405, 'POST']);
  });

  it.each([undefined, 'text/plain', 'application/jsonp', 'application/json; charset=utf-16'])(
    'refuses the content type %s',
    async (type) => {
      const { answer } = aWebhook();

      const answered = await answer(post({ headers: { 'content-type': type } }));

      expect(answered.statusCode).toBe(415);
    },
  );

  it.each(['application/json; charset=utf-8', 'application/cloudevents+json', 'Application/JSON'])(
    'accepts the content type %s',
    async (type) => {
      const { answer } = aWebhook();

      const answered = await answer(post({ headers: { 'content-type': type } }));

      expect(answered.statusCode).toBe(202);
    },
  );

  it('looks at the credential before anything of the body', async () => {
    const { answer } = aWebhook();
    const headers = { authorization: 'Bearer wrong', 'content-type': 'text/plain' };

    const answers = await Promise.all(
      ['', 'x'.repeat(LARGEST_BODY + 1), '{}'].map((body) => answer(post({ headers, body }))),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
  });

  it('fails with 503 and a time to come back when the queue does not take it, and leaves no receipt on its way', async () => {
    const { answer, queue, memory, warnings } = aWebhook();
    queue.failing = new Error('queue down');

    const answered = await answer(post());

    expect([answered.statusCode, answered.headers?.['retry-after']]).toEqual([503, '5']);
    expect(memory.receipts.size).toBe(0);
    expect(warnings).toEqual(['notification not stored']);
  });

  it('accepts a body that begins with a byte order mark', async () => {
    const { answer, queue } = aWebhook();
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...payload('alertmanager/single-firing')]);

    const answered = await answer(post({ body: marked }));

    expect(answered.statusCode).toBe(202);
    expect(() => JSON.parse(queue.waiting[0]?.body ?? '')).not.toThrow();
  });

  it('accepts five hundred alerts in one group', async () => {
    const { answer } = aWebhook();
    const alerts = Array.from({ length: 500 }, (_, i) => ({
      status: 'firing',
      labels: { alertname: 'MemoryLeak', service: 'cart', instance: `cart-${i}:8080`, filler: 'f'.repeat(400) },
      startsAt: '2026-03-02T10:00:00Z',
      fingerprint: `f${i}`,
    }));

    const answered = await answer(post({ body: bytes({ version: '4', groupKey: 'g', alerts }) }));

    expect(answered.statusCode).toBe(202);
  });
});
