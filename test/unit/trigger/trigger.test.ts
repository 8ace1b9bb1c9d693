import { describe, expect, it } from 'vitest';
import { ContractViolation, DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { makeTrigger, type Posted } from '../../../functions/trigger/trigger.ts';

const accepted = { fault: 'api-503', injectedAt: '2026-03-02T10:00:00.000Z' };

/** A trigger whose posts are all answered the same, and kept. */
const aTrigger = (status: number, body: unknown) => {
  const posts: { url: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
  const trigger = makeTrigger({
    storefrontUrl: 'http://shop',
    apiUrl: 'http://api/v1',
    secret: async () => 'a-secret-of-alertmanager',
    now: () => new Date('2026-03-02T10:00:00.000Z'),
    post: async (url, headers, sent): Promise<Posted> => {
      posts.push({ url, headers, body: sent });
      return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    },
  });
  return { trigger, posts };
};

const alert = { name: 'Api503', status: 'firing' as const, labels: {}, annotations: {} };

describe('the trigger', () => {
  it('hurts the storefront and tells when', async () => {
    const { trigger, posts } = aTrigger(202, accepted);

    const triggered = await trigger({ kind: 'fault', fault: 'api-503' });

    expect(triggered).toEqual(accepted);
    expect(posts.map(({ url }) => url)).toEqual(['http://shop/trigger/api-503']);
  });

  it('cannot be made to call another path of the storefront', async () => {
    const { trigger, posts } = aTrigger(202, accepted);

    await trigger({ kind: 'fault', fault: '../heal' });

    expect(posts[0]?.url).toBe('http://shop/trigger/..%2Fheal');
  });

  it('posts an alert with the credentials of Alertmanager and answers the receipt', async () => {
    const { trigger, posts } = aTrigger(202, { receiptId: 'RCP-1' });

    const triggered = await trigger({ kind: 'alert', alert });

    expect(triggered).toEqual({ receiptId: 'RCP-1' });
    expect(posts[0]).toMatchObject({
      url: 'http://api/v1/alerts/alertmanager',
      headers: { authorization: 'Bearer a-secret-of-alertmanager' },
    });
  });

  it('fails with what the storefront says about a fault that it does not know', async () => {
    const { trigger } = aTrigger(404, { detail: 'fault: no fault flood; there are api-503' });

    const triggering = trigger({ kind: 'fault', fault: 'flood' });

    await expect(triggering).rejects.toThrow(ContractViolation);
    await expect(triggering).rejects.toThrow('fault: no fault flood');
  });

  it.each([
    ['an error page', 502, '<html>'],
    ['another shape', 202, { ok: true }],
  ])('fails when the webhook answers %s', async (_what, status, body) => {
    const { trigger } = aTrigger(status, body);

    const triggering = trigger({ kind: 'alert', alert });

    await expect(triggering).rejects.toThrow(DependencyUnavailable);
  });
});
