import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const QUIET = '{"version":"4","groupKey":"quiet","truncatedAlerts":0,"alerts":[]}';
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0';

/** Lets the stage take so many requests, as its owner or the account's limit would. */
const throttle = async (rate: number, burst: number): Promise<void> => {
  const [, api] = /execute-api\/([^/]+)/.exec(outputs.apiUrl) ?? [];
  const set = (limit: string, value: number) => ({
    op: 'replace',
    path: `/*/*/throttling/${limit}`,
    value: `${value}`,
  });
  const answer = await fetch(`${outputs.endpointUrl}/restapis/${api}/stages/v1`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: SIGNED },
    body: JSON.stringify({ patchOperations: [set('rateLimit', rate), set('burstLimit', burst)] }),
  });
  expect(answer.status).toBe(200);
};

afterEach(() => throttle(500, 1000));

describe('a gateway that throttles', () => {
  it('answers 503 and when to come again, never 429, and takes whoever does', async () => {
    await throttle(1, 1);

    const answers = await Promise.all(Array.from({ length: 12 }, () => sendAlerts(outputs, QUIET)));
    await throttle(500, 1000);
    const again = await sendAlerts(outputs, QUIET);

    const refused = answers.filter(({ status }) => status !== 202);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
    expect(await refused[0]?.json()).toMatchObject({ status: 503, title: 'service unavailable', errors: [] });
    expect(again.status).toBe(202);
    const { receiptId } = z.object({ receiptId: z.string() }).parse(await again.json());
    await until('its receipt ends', 60, async () => {
      const receipt = await (await apiOf(outputs).call(`/receipts/${receiptId}`)).json();
      return z.looseObject({ state: z.string() }).parse(receipt).state === 'recorded' ? true : undefined;
    });
  });
});
