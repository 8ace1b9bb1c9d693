import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { until } from '../../support/until.ts';

const outputs = inject('outputs');

const notification = (labels: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    version: '4',
    groupKey: `{}:{test="${crypto.randomUUID()}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'selfright',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations: {},
        startsAt: new Date().toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
        fingerprint: crypto.randomUUID().replaceAll('-', '').slice(0, 16),
      },
    ],
  });

const heartbeat = notification({ alertname: 'Watchdog', severity: 'none', selfright_heartbeat: 'true' });

describe('the webhook', () => {
  it('takes an authentic notification and leads its receipt to a terminal state', async () => {
    const answer = await sendAlerts(outputs, heartbeat);
    const { receiptId } = z.object({ receiptId: z.string() }).parse(await answer.json());

    expect(answer.status).toBe(202);
    const state = await until('the receipt is terminal', 60, async () => {
      const receipt = z
        .object({ state: z.string() })
        .parse(await (await apiOf(outputs).call(`/receipts/${receiptId}`)).json());
      return receipt.state === 'queued' ? undefined : receipt.state;
    });
    expect(state).toBe('recorded');
  });

  it.each([
    { rule: 'a missing credential', headers: { authorization: '' }, body: heartbeat, status: 401 },
    { rule: 'a wrong credential', headers: { authorization: 'Bearer wrong' }, body: heartbeat, status: 401 },
    { rule: 'a body that is not JSON', headers: {}, body: 'not json', status: 400 },
    { rule: 'an empty body', headers: {}, body: '', status: 400 },
    { rule: 'another content type', headers: { 'content-type': 'text/plain' }, body: heartbeat, status: 415 },
    { rule: 'alerts that are null', headers: {}, body: '{"version":"4","groupKey":"g","alerts":null}', status: 422 },
    { rule: 'a label that is no string', headers: {}, body: notification({ alertname: ['x'] }), status: 422 },
    {
      rule: 'a body that is too large',
      headers: {},
      body: notification({ alertname: 'x'.repeat(1_000_000) }),
      status: 413,
    },
  ])('refuses $rule with $status and a problem document', async ({ headers, body, status }) => {
    const answer = await sendAlerts(outputs, body, headers);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) });
  });

  it('refuses a source that does not exist', async () => {
    const answer = await sendAlerts(outputs, heartbeat, {}, 'nonsense');

    expect(answer.status).toBe(404);
  });
});
