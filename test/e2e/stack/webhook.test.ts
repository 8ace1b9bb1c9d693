import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { proves } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

const notification = (labels: Readonly<Record<string, unknown>>, annotations: Readonly<Record<string, string>> = {}) =>
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
        annotations,
        startsAt: new Date().toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
        fingerprint: crypto.randomUUID().replaceAll('-', '').slice(0, 16),
      },
    ],
  });

const WATCHDOG = { alertname: 'Watchdog', severity: 'none', selfright_heartbeat: 'true' };
const heartbeat = notification(WATCHDOG);

const Answer = z.object({ receiptId: z.string() });
const Receipt = z.looseObject({
  state: z.string(),
  reason: z.string().optional(),
  quarantineId: z.string().optional(),
});
const Listed = z.object({ quarantined: z.array(z.looseObject({ id: z.string(), count: z.number() })) });

const receiptOf = async (answer: Response) => {
  const { receiptId } = Answer.parse(await answer.json());
  return until('the receipt is terminal', 60, async () => {
    const receipt = Receipt.parse(await (await apiOf(outputs).call(`/receipts/${receiptId}`)).json());
    return receipt.state === 'queued' ? undefined : receipt;
  });
};

describe('the webhook', () => {
  it('takes an authentic notification and leads its receipt to a terminal state', async () => {
    const answer = await sendAlerts(outputs, heartbeat);

    expect(answer.status).toBe(202);
    expect((await receiptOf(answer)).state).toBe('recorded');
  });

  it.each([
    ['3 MB', 'x'.repeat(3_000_000)],
    ['800 kB of quotes', '"'.repeat(400_000)],
  ])('takes %s, more than a message of the queue holds', async (_, text) => {
    const answer = await sendAlerts(outputs, notification(WATCHDOG, { text }));

    expect(answer.status).toBe(202);
    expect((await receiptOf(answer)).state).toBe('recorded');
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
      body: notification({ alertname: 'x'.repeat(4_000_001) }),
      status: 413,
    },
  ])('refuses $rule with $status and a problem document', async ({ headers, body, status }) => {
    const answer = await sendAlerts(outputs, body, headers);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) });
  });

  it('keeps what it refuses, once, and sends it again when asked to', async () => {
    const responder = apiOf(outputs, 'responder');
    const body = notification(WATCHDOG);
    const refused = { 'content-type': 'text/plain' };
    const [first] = [await sendAlerts(outputs, body, refused), await sendAlerts(outputs, body, refused)];
    const { state, quarantineId } = await receiptOf(first);

    const list = Listed.parse(await (await apiOf(outputs).call('/quarantine?source=alertmanager')).json());
    const shown = await (await responder.call(`/quarantine/${quarantineId}`)).json();
    const replayed = await responder.call(`/quarantine/${quarantineId}/replay`, { method: 'POST' });

    expect([first.status, state]).toEqual([415, 'quarantined']);
    expect(list.quarantined.find(({ id }) => id === quarantineId)).toMatchObject({ count: 2 });
    expect(shown).toMatchObject({ body, whole: true });
    expect(replayed.status).toBe(202);
    expect((await receiptOf(replayed)).state).toBe('recorded');
  });

  it('opens one incident about the intake when what nobody understands goes on coming', async () => {
    for (let i = 0; i < 7; i += 1) await sendAlerts(outputs, `odd ${crypto.randomUUID()}`, {}, 'datadog');
    const about = async () => {
      const all = (await apiOf(outputs).incidents()).filter(({ service }) => service === 'selfright-intake');
      return all.length > 0 && all.every(({ status }) => status === 'escalated') ? all : undefined;
    };

    const incidents = await until('the incident is handed to people', 120, about);

    // What the tests before have sent may have opened one already; the growth of another source joins it or is linked.
    expect(incidents.length).toBeLessThanOrEqual(2);
    const seen = await Promise.all(incidents.map(({ id }) => apiOf(outputs).incident(id)));
    expect(seen.map(({ openedFor }) => openedFor)).toEqual(incidents.map(() => 'quarantine_grows'));
    expect(seen.flatMap(({ actions }) => actions)).toEqual([]);
    await proves(outputs);
  });

  it('refuses a source that does not exist', async () => {
    const answer = await sendAlerts(outputs, heartbeat, {}, 'nonsense');

    expect(answer.status).toBe(404);
  });
});
