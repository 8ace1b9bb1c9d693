import { createHmac } from 'node:crypto';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Sink } from '../../core/ports/sink.ts';
import { postJson } from './post-json.ts';

export interface WebhookSinkOptions {
  readonly url: string;
  /** What each body is signed with. */
  readonly secret: () => Promise<string>;
  readonly clock: Clock;
}

/** What is signed: id, seconds and body, so that none of them can be changed, and an old one is known as old. */
export const signatureOf = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/** Every entry as a signed POST, after the Standard Webhooks scheme. A repeated one has the same `webhook-id`. */
export const webhookSink = ({ url, secret, clock }: WebhookSinkOptions): Sink => ({
  name: 'webhook',
  concerns: () => true,
  tell: async ({ whole: { incident }, entry }) => {
    const { id, service, title, severity, openedAt } = incident;
    const { previous, hash, ...fact } = entry;
    const body = JSON.stringify({ incident: { id, service, title, severity, openedAt }, entry: fact });
    const messageId = `${id}-${entry.seq}`;
    const seconds = Math.floor(clock().getTime() / 1000);
    try {
      await postJson('webhook', url, body, {
        'webhook-id': messageId,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(await secret(), messageId, seconds, body),
      });
    } catch (error) {
      if (error instanceof ContractViolation) return { outcome: 'refused', why: error.message };
      throw error;
    }
    return { outcome: 'told' };
  },
});
