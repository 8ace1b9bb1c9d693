import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceAlertReader } from '../../../functions/adapters/sources/alert-reader.ts';
import { SOURCE_NAMES, sourceNamed } from '../../../functions/adapters/sources/index.ts';
import { Problem } from '../../../functions/core/contracts/api.ts';
import { makeSetAside } from '../../../functions/webhook/set-aside.ts';
import { makeWebhook } from '../../../functions/webhook/webhook.ts';
import { aPolicy } from '../../support/builders.ts';
import { aWorld } from '../../support/fakes/world.ts';
import { aRequest, bodyOf } from '../../support/http.ts';
import { brokenLike, mutated } from '../../support/mutated.ts';
import { bytes } from '../../support/payloads.ts';
import { quarantining } from '../../support/quarantining.ts';
import {
  anAlarmAction,
  anAlarmEvent,
  anAlarmMessage,
  anSnsMessage,
  anSnsQuestion,
} from '../../support/source-bodies/cloudwatch.ts';
import { aDatadogBody, aDefaultDatadogBody } from '../../support/source-bodies/datadog.ts';
import { aCheck, aCloudEvent, aGenericBody } from '../../support/source-bodies/generic.ts';
import { aGrafanaAlert, aGrafanaBody } from '../../support/source-bodies/grafana.ts';
import { aLegacyNewrelicBody, aNewrelicBody } from '../../support/source-bodies/newrelic.ts';
import { aPagerdutyBody, aPagerdutyIncident, aPagerdutyPing } from '../../support/source-bodies/pagerduty.ts';

const SEEDS: Readonly<Record<string, readonly unknown[]>> = {
  alertmanager: [{ version: '4', groupKey: 'g', alerts: [aGrafanaAlert()], truncatedAlerts: 0 }],
  grafana: [aGrafanaBody(), aGrafanaBody({ alerts: [aGrafanaAlert({ status: 'resolved' }), aGrafanaAlert()] })],
  datadog: [aDatadogBody(), aDefaultDatadogBody()],
  newrelic: [aNewrelicBody(), aLegacyNewrelicBody()],
  generic: [aGenericBody(), aCloudEvent(), [aCloudEvent()], aCheck()],
  pagerduty: [aPagerdutyBody(), aPagerdutyBody('x', aPagerdutyIncident()), aPagerdutyPing()],
  cloudwatch: [anSnsMessage(), anSnsQuestion(), anAlarmMessage(), anAlarmEvent(), anAlarmAction()],
};

/** Whole bodies that are little, or much of nothing. */
const ODD = [
  '',
  ' ',
  '[]',
  '{}',
  'null',
  '""',
  '5',
  '[5]',
  '[[]]',
  '{"test":true}',
  '{"alerts":[]}',
  '['.repeat(50_000),
];

const aWebhook = (authentic: boolean) => {
  const world = aWorld({ policy: aPolicy(), at: '2026-05-04T08:00:30.000Z' });
  const { receive, settle, quarantine } = quarantining(world);
  const log = { warn: () => undefined };
  const confirm = async () => 'confirmed' as const;
  const answer = makeWebhook({
    sourceNamed,
    sourceNames: SOURCE_NAMES,
    authentic: async () => authentic,
    receive,
    setAside: makeSetAside({ settle, quarantine, confirm, log }),
    log,
  });
  return { ...world, answer };
};

const type = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  fc.constantFrom<string | undefined>(
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'text/plain',
    'application/json; charset=latin1',
    undefined,
  ),
);
const ceHeaders = fc.option(
  fc.dictionary(
    fc.constantFrom('ce-specversion', 'ce-id', 'ce-source', 'ce-type', 'ce-subject', 'ce-time'),
    fc.oneof(fc.constantFrom('1.0', 'com.example.alert.firing', '/probes/7', '2026-05-04T08:00:00Z'), fc.string()),
    { noNullPrototype: true },
  ),
  { nil: undefined, freq: 4 },
);

const requestsLike = (source: string) => {
  const seeds = SEEDS[source] ?? [];
  const body = fc.oneof(
    { weight: 4, arbitrary: mutated(seeds).map(bytes) },
    { weight: 1, arbitrary: brokenLike(seeds[0]) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD).map(bytes) },
  );
  return fc.record({ body, type, ceHeaders }).map((sent) =>
    aRequest({
      method: 'POST',
      path: `/alerts/${source}`,
      body: sent.body,
      headers: { 'content-type': sent.type, ...sent.ceHeaders },
    }),
  );
};

describe('an empty batch of events', () => {
  it('is read by the intake as by the webhook, though only the webhook knows its content type', async () => {
    const { answer, queue } = aWebhook(true);
    const headers = { 'content-type': 'application/cloudevents-batch+json' };

    const answered = await answer(aRequest({ method: 'POST', path: '/alerts/generic', body: '[]', headers }));

    expect(answered.statusCode).toBe(202);
    expect(queue.waiting.map(({ body, receivedAt }) => sourceAlertReader('generic', body, receivedAt))).toEqual([[]]);
  });
});

describe.each(SOURCE_NAMES)('whatever %s sends', (source) => {
  it('is answered with 202 or a problem, and lies where it can be found again', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(requestsLike(source), async (request) => {
        const { answer, memory, queue, quarantine } = aWebhook(true);

        const answered = await answer(request);

        expect([202, 400, 415, 422]).toContain(answered.statusCode);
        if (answered.statusCode !== 202) Problem.parse(bodyOf(answered));
        const [receipt] = memory.receipts.values();
        const ids = [...memory.receipts.keys(), ...queue.waiting.map(({ receiptId }) => receiptId)];
        expect([bodyOf(answered), ids.length]).toMatchObject([{ receiptId: ids[0] }, 1]);
        if (receipt === undefined) {
          for (const { body, receivedAt } of queue.waiting) sourceAlertReader(source, body, receivedAt);
          return;
        }
        expect(['test', 'recorded', 'quarantined']).toContain(receipt?.state);
        if (receipt?.state !== 'quarantined') return;
        const kept = receipt.quarantineId && (await quarantine.read(receipt.quarantineId));
        expect(kept && Buffer.compare(kept.body, request.body)).toBe(0);
      }),
      { numRuns: 700 },
    );
  });

  it('is kept nowhere when it is not authentic', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(requestsLike(source), async (request) => {
        const { answer, memory, queue, quarantine, bodies } = aWebhook(false);

        const answered = await answer(request);

        expect(answered.statusCode).toBe(401);
        expect([memory.receipts.size, queue.waiting.length, quarantine.kept.size, bodies.stored.size]).toEqual([
          0, 0, 0, 0,
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
