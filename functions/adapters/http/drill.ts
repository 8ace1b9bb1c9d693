import * as z from 'zod';
import { HEARTBEAT_LABEL } from '../../core/domain/alert.ts';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import { DRILL } from '../../core/domain/heartbeat.ts';
import { PIPELINE_SERVICE } from '../../core/domain/ourselves.ts';
import type { ReceiptId } from '../../core/domain/receipt.ts';
import type { Instant } from '../../core/domain/time.ts';
import type { Drill } from '../../core/ports/drill.ts';

const DEADLINE_MS = 8_000;

export interface WebhookAt {
  /** Address of our own API. */
  readonly apiUrl: string;
  /** What the source that we play presents. */
  readonly secret: () => Promise<string>;
}

const Acknowledged = z.object({
  receiptId: z.custom<ReceiptId>((value) => typeof value === 'string' && value.startsWith('RCP-')),
});

/** Our own webhook, by the door that every source uses: whatever stands in an alert's way stands in this one's too. */
export const webhookDrill = ({ apiUrl, secret }: WebhookAt): Drill => ({
  send: async (at) => {
    const { status, body } = await post(`${apiUrl}/alerts/${DRILL.source}`, await secret(), drillAt(at));
    const acknowledged = Acknowledged.safeParse(body);
    if (status === 202 && acknowledged.success) return acknowledged.data.receiptId;
    if (status >= 400 && status < 500) throw new ContractViolation(`our own webhook refuses the drill with ${status}`);
    throw new DependencyUnavailable('webhook', `answered the drill with ${status}`);
  },
});

/** An alert that is recorded and asks for nothing: it only observes. */
const drillAt = (at: Instant): string =>
  JSON.stringify({
    name: 'SelfrightDrill',
    status: 'firing',
    severity: 'none',
    service: PIPELINE_SERVICE,
    startsAt: at,
    labels: { alertname: 'SelfrightDrill', service: PIPELINE_SERVICE, [HEARTBEAT_LABEL]: DRILL.name },
    description: 'sent by Selfright to itself, to see that notifications are taken in',
  });

const post = async (url: string, secret: string, body: string) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { status: response.status, body: jsonIn(await response.text()) };
  } catch (cause) {
    throw new DependencyUnavailable('webhook', 'does not answer the drill', { cause });
  }
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
