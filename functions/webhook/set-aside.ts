import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ConfirmSubscription } from '../adapters/sources/cloudwatch/confirm-subscription.ts';
import type { Presented, Source } from '../adapters/sources/source.ts';
import type { QuarantineReason } from '../core/domain/quarantine.ts';
import type { ReceiptId } from '../core/domain/receipt.ts';
import type { QuarantineNotification } from '../core/usecases/quarantine-notification.ts';
import type { SettleAtOnce } from '../core/usecases/settle-at-once.ts';
import { json } from '../runtime/http.ts';

export interface SetAsideDeps {
  readonly settle: SettleAtOnce;
  readonly confirm: ConfirmSubscription;
  readonly quarantine: QuarantineNotification;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

/** An authentic notification, as it came. */
export type Arrived = Pick<Presented, 'headers' | 'rawBody'>;

/** Answers what is authentic, but holds no alerts for the intake; each has a terminal receipt. */
export interface SetAside {
  test(source: Source): Promise<APIGatewayProxyResult>;
  /** The vendor asks whether its messages are wanted here. */
  subscription(source: Source, topic: string, token: string): Promise<APIGatewayProxyResult>;
  /** Keeps what is not understood, and answers its receipt. */
  quarantine(source: Source, arrived: Arrived, reason: QuarantineReason, why: string): Promise<ReceiptId>;
}

const MEANS: readonly RegExp[] = [/^content-type$/, /^ce-[\w-]+$/];
/** What one header keeps, and how many are kept. */
const LONGEST_HEADER = 500;
const MOST_HEADERS = 20;

/** The headers that a body may need to be read again; a credential is none of them. */
const readingHeaders = (headers: Arrived['headers']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers)
      .flatMap(([name, value]): readonly [string, string][] =>
        value !== undefined && MEANS.some((pattern) => pattern.test(name))
          ? [[name, value.slice(0, LONGEST_HEADER).toWellFormed()]]
          : [],
      )
      .slice(0, MOST_HEADERS),
  );

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const makeSetAside = ({ settle, confirm, quarantine, log }: SetAsideDeps): SetAside => ({
  test: async ({ name }) => json(202, { receiptId: await settle(name, 'test') }),

  subscription: async ({ name }, topic, token) => {
    const outcome = await confirm(topic, token);
    const receiptId = await settle(name, 'recorded');
    log.warn(`subscription ${outcome}`, { receiptId, source: name, topic });
    return json(202, { receiptId });
  },

  quarantine: async ({ name }, { headers, rawBody }, reason, why) => {
    const unfit = { source: name, body: rawBody, headers: readingHeaders(headers), reason, why };
    const { receiptId, growthFailed } = await quarantine(unfit);
    log.warn('notification quarantined', { receiptId, source: name, reason, why });
    if (growthFailed !== undefined) {
      log.warn('growth of the quarantine not noticed', { receiptId, source: name, why: reasonOf(growthFailed) });
    }
    return receiptId;
  },
});
