import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { proves } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const responder = apiOf(outputs, 'responder');

/** One alert of a service that the policy does not name, so that nothing is ever done about it. */
const anAlertOf = (service: string) => {
  const one = {
    startsAt: new Date().toISOString(),
    labels: { alertname: 'InMaintenance', severity: 'critical', service },
  };
  return (status: 'firing' | 'resolved') =>
    JSON.stringify({
      ...{ version: '4', groupKey: `{}:{service="${service}"}`, truncatedAlerts: 0, status, receiver: 'selfright' },
      ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager.example.org' },
      alerts: [
        {
          ...{ ...one, status, annotations: {}, generatorURL: '', fingerprint: '00000000000000aa' },
          endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date().toISOString(),
        },
      ],
    });
};

const ask = (body: unknown) => responder.call('/windows', { method: 'POST', body: JSON.stringify(body) });

const settled = async (answer: Response) => {
  const { receiptId } = z.object({ receiptId: z.string() }).parse(await answer.json());
  return until(`${receiptId} ends`, 60, async () => {
    const receipt: unknown = await (await responder.call(`/receipts/${receiptId}`)).json();
    const { state, reason } = z.looseObject({ state: z.string(), reason: z.string().optional() }).parse(receipt);
    return state === 'queued' ? undefined : { state, reason };
  });
};

const about = async (service: string) => (await responder.incidents()).filter((one) => one.service === service);

describe('a maintenance window', () => {
  it('refuses to be without an end', async () => {
    const refused = await ask({ reason: 'for ever' });

    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'until' }] });
  });

  it('holds what comes inside it, and what still fires at its end is opened, and nothing else', async () => {
    const [stays, goes] = [`stays-${crypto.randomUUID()}`, `goes-${crypto.randomUUID()}`];
    const [staying, going] = [anAlertOf(stays), anAlertOf(goes)];
    const asked = await ask({ until: new Date(Date.now() + 600_000).toISOString(), reason: 'release of the shop' });
    const { id } = z.object({ id: z.string() }).parse(await asked.json());

    const inside = [
      await settled(await sendAlerts(outputs, staying('firing'))),
      await settled(await sendAlerts(outputs, going('firing'))),
    ];
    await settled(await sendAlerts(outputs, going('resolved')));
    const during = [...(await about(stays)), ...(await about(goes))];
    await responder.call(`/windows/${id}/end`, { method: 'POST' });
    const opened = await until('what still fires is opened', 120, async () => (await about(stays))[0]);

    const recorded = { state: 'recorded', reason: 'maintenance' };
    expect([asked.status, inside, during]).toEqual([201, [recorded, recorded], []]);
    expect(await responder.incident(opened.id)).toMatchObject({ openedFor: 'after_maintenance', actions: [] });
    expect(await about(goes)).toEqual([]);
    await settled(await sendAlerts(outputs, staying('resolved')));
    await proves(outputs);
  });
});
