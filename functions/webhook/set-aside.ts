import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ConfirmSubscription } from '../adapters/sources/cloudwatch/confirm-subscription.ts';
import type { Parsed, Source } from '../adapters/sources/source.ts';
import type { SettleAtOnce } from '../core/usecases/settle-at-once.ts';
import { json } from '../runtime/http.ts';

export interface SetAsideDeps {
  readonly settle: SettleAtOnce;
  readonly confirm: ConfirmSubscription;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

/** What a notification can be that is taken, but holds no alerts for the intake. */
export type Aside = Extract<Parsed, { outcome: 'test' | 'subscription' | 'unmapped' }>;

export type SetAside = (source: Source, parsed: Aside) => Promise<APIGatewayProxyResult>;

/** Answers a vendor's test message or question, and what cannot be mapped: always 202, each with a terminal receipt. */
export const makeSetAside =
  ({ settle, confirm, log }: SetAsideDeps): SetAside =>
  async ({ name }, parsed) => {
    if (parsed.outcome === 'test') return json(202, { receiptId: await settle(name, 'test') });
    if (parsed.outcome === 'unmapped') {
      const receiptId = await settle(name, 'quarantined');
      log.warn('notification quarantined', { receiptId, source: name, why: parsed.why });
      return json(202, { receiptId, quarantined: true });
    }
    const outcome = await confirm(parsed.topic, parsed.token);
    const receiptId = await settle(name, 'recorded');
    log.warn(`subscription ${outcome}`, { receiptId, source: name, topic: parsed.topic });
    return json(202, { receiptId });
  };
