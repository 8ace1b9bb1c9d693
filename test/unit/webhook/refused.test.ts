import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { LARGEST_BODY } from '../../../functions/webhook/webhook.ts';
import { aWebhook, post, SECRET } from '../../support/a-webhook.ts';
import { bodyOf } from '../../support/http.ts';
import { bytes } from '../../support/payloads.ts';

describe('what the webhook refuses', () => {
  it.each(['', '{"version":"4","status":"fir', 'version=4'])('refuses the body %j as unreadable', async (body) => {
    const { answer, queue } = aWebhook();

    const answered = await answer(post({ body }));

    expect(answered.statusCode).toBe(400);
    expect(answered.body).not.toContain('version');
    expect(queue.waiting).toEqual([]);
  });

  it.each([
    ['no JSON', 'not json', {}, 400, 'body_unreadable'],
    ['nothing', '', {}, 400, 'body_unreadable'],
    ['an envelope that breaks the schema', '{"version":"4"}', {}, 422, 'body_invalid'],
    ['another content type', '{}', { 'content-type': 'text/plain' }, 415, 'content_type_refused'],
  ])('keeps what it refuses as %s, and names its receipt', async (_, body, headers, status, reason) => {
    const { answer, quarantine, memory } = aWebhook();

    const answered = await answer(post({ body, headers }));

    const [receipt] = memory.receipts.values();
    expect([answered.statusCode, bodyOf(answered)]).toMatchObject([status, { status, receiptId: receipt?.id }]);
    expect(receipt).toMatchObject({ state: 'quarantined', reason });
    const [kept] = quarantine.kept.values();
    expect([kept?.quarantined.id, kept?.body]).toEqual([receipt?.quarantineId, bytes(body)]);
  });

  it('never keeps a credential with a body', async () => {
    const { answer, quarantine } = aWebhook();

    await answer(post({ body: '?', headers: { 'ce-type': 'x'.repeat(9000), 'x-api-key': SECRET, cookie: SECRET } }));

    const [kept] = quarantine.kept.values();
    expect(kept?.quarantined.headers).toEqual({ 'content-type': 'application/json', 'ce-type': 'x'.repeat(500) });
  });

  it('keeps nothing of what is not authentic', async () => {
    const { answer, quarantine, memory } = aWebhook();

    await answer(post({ body: 'not json', headers: { authorization: 'Bearer wrong' } }));

    expect([quarantine.kept.size, memory.receipts.size]).toEqual([0, 0]);
  });

  it('fails, so that the sender comes again, when what is refused cannot be kept', async () => {
    const { answer, quarantine } = aWebhook();
    quarantine.failing = new DependencyUnavailable('dynamodb', 'throttled');

    await expect(answer(post({ body: 'not json' }))).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });

  it('says in the log when it could not find out whether the quarantine grows, and answers as ever', async () => {
    const { answer, memory, warnings } = aWebhook();
    memory.policy = undefined;

    const answered = await answer(post({ body: 'not json' }));

    expect(answered.statusCode).toBe(400);
    expect(warnings).toEqual(['notification quarantined', 'growth of the quarantine not noticed']);
  });

  it('refuses an envelope that breaks the schema and names the fields', async () => {
    const { answer, queue } = aWebhook();

    const answered = await answer(post({ body: { version: '4', groupKey: 'g', alerts: null } }));

    expect(answered.statusCode).toBe(422);
    expect(answered.headers?.['content-type']).toBe('application/problem+json');
    expect(bodyOf(answered)).toMatchObject({ status: 422, errors: [{ field: 'alerts', allowed: 'array' }] });
    expect(queue.waiting).toEqual([]);
  });

  it('refuses a body over the limit and names it', async () => {
    const { answer } = aWebhook();

    const answered = await answer(post({ body: 'x'.repeat(LARGEST_BODY + 1) }));

    expect(answered.statusCode).toBe(413);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining(String(LARGEST_BODY)) });
  });
});
