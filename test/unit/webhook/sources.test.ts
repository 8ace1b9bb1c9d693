import { createHmac, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SOURCE_NAMES, sourceNamed } from '../../../functions/adapters/sources/index.ts';
import { sameSecret } from '../../../functions/runtime/same-secret.ts';
import { makeAuthenticate } from '../../../functions/webhook/authenticate.ts';
import { makeSetAside } from '../../../functions/webhook/set-aside.ts';
import { makeWebhook } from '../../../functions/webhook/webhook.ts';
import { aPolicy } from '../../support/builders.ts';
import { aWorld } from '../../support/fakes/world.ts';
import { aRequest, bodyOf } from '../../support/http.ts';
import { bytes } from '../../support/payloads.ts';
import { A_SECRET } from '../../support/presented.ts';
import { quarantining } from '../../support/quarantining.ts';
import { anSnsMessage, anSnsQuestion, signedBySns, TOPIC } from '../../support/source-bodies/cloudwatch.ts';
import { aDatadogBody } from '../../support/source-bodies/datadog.ts';
import { aCloudEvent } from '../../support/source-bodies/generic.ts';
import { aGrafanaAlert, aGrafanaBody } from '../../support/source-bodies/grafana.ts';
import { aNewrelicBody } from '../../support/source-bodies/newrelic.ts';
import { aPagerdutyBody, aPagerdutyPing } from '../../support/source-bodies/pagerduty.ts';

const sns = generateKeyPairSync('rsa', { modulusLength: 2048 });

const aWebhook = (answerOfSns: 'confirmed' | 'refused' = 'confirmed') => {
  const world = aWorld({ policy: aPolicy(), at: '2026-05-04T08:00:30.000Z' });
  const { receive, settle, quarantine } = quarantining(world);
  const warnings: string[] = [];
  const confirmed: unknown[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  const confirm = async (...asked: readonly string[]) => {
    confirmed.push(asked);
    return answerOfSns;
  };
  const secrets = Object.fromEntries(SOURCE_NAMES.map((name) => [name, A_SECRET]));
  const answer = makeWebhook({
    sourceNamed,
    sourceNames: SOURCE_NAMES,
    authentic: makeAuthenticate({
      findSecret: async (pick) => pick(secrets),
      same: sameSecret,
      clock: world.clock,
      topics: [TOPIC],
      certificate: async () => ({
        publicKey: sns.publicKey,
        validFrom: new Date('2026-01-01'),
        validTo: new Date('2027-01-01'),
      }),
    }),
    receive,
    setAside: makeSetAside({ settle, quarantine, confirm, log }),
    log,
  });
  const states = () => [...world.memory.receipts.values()].map(({ source, state }) => [source, state]);
  return { ...world, answer, states, warnings, confirmed };
};

const post = (source: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  aRequest({
    method: 'POST',
    path: `/alerts/${source}`,
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${A_SECRET}`, ...headers },
  });

const fromPagerduty = (body: unknown) =>
  post('pagerduty', body, {
    'x-pagerduty-signature': `v1=${createHmac('sha256', A_SECRET).update(bytes(body)).digest('hex')}`,
  });

const fromSns = (message: Record<string, unknown>) =>
  post('cloudwatch', signedBySns(message, sns.privateKey), { 'content-type': 'text/plain; charset=UTF-8' });

describe('the webhook of every source', () => {
  it.each([
    ['grafana', post('grafana', aGrafanaBody())],
    ['datadog', post('datadog', aDatadogBody())],
    ['newrelic', post('newrelic', aNewrelicBody())],
    ['generic', post('generic', aCloudEvent(), { 'content-type': 'application/cloudevents+json' })],
    ['pagerduty', fromPagerduty(aPagerdutyBody())],
    ['cloudwatch', fromSns(anSnsMessage())],
  ])('queues what %s sends', async (source, request) => {
    const { answer, queue } = aWebhook();

    const answered = await answer(request);

    expect(answered.statusCode).toBe(202);
    expect(queue.waiting).toMatchObject([{ ...Object(bodyOf(answered)), source }]);
  });

  it.each([
    ['pagerduty', post('pagerduty', aPagerdutyBody()), 'no valid signature in the header x-pagerduty-signature'],
    ['cloudwatch', post('cloudwatch', anSnsMessage()), 'no valid signature of SNS'],
  ])('refuses %s without its signature, whatever else it shows, and says what lacks', async (_, request, lacks) => {
    const { answer, states } = aWebhook();

    const answered = await answer(request);

    expect(answered.statusCode).toBe(401);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining(lacks) });
    expect(states()).toEqual([]);
  });

  it.each([
    [
      'grafana',
      post(
        'grafana',
        aGrafanaBody({ alerts: [aGrafanaAlert({ labels: { alertname: 'TestAlert', instance: 'Grafana' } })] }),
      ),
    ],
    ['datadog', post('datadog', aDatadogBody({ alert_title: '[TEST] x' }))],
    ['newrelic', post('newrelic', aNewrelicBody({ id: 'd1b1f3fd-995a-4066-88ab-8ce4f6960654', issueUrl: undefined }))],
    ['generic', post('generic', { test: true })],
    ['pagerduty', fromPagerduty(aPagerdutyPing())],
  ])('answers a test of %s, and queues nothing', async (source, request) => {
    const { answer, queue, memory, states } = aWebhook();

    const answered = await answer(request);

    expect(answered.statusCode).toBe(202);
    expect(bodyOf(answered)).toEqual({ receiptId: [...memory.receipts.keys()][0] });
    expect(states()).toEqual([[source, 'test']]);
    expect(queue.waiting).toEqual([]);
  });

  it.each([
    ['grafana', post('grafana', { text: 'a template of my own' })],
    ['datadog', post('datadog', { hello: 'you' })],
    ['newrelic', post('newrelic', { hello: 'you' })],
    ['generic', post('generic', { hello: 'you' })],
    ['pagerduty', fromPagerduty('{"messages":[]}')],
    ['pagerduty', fromPagerduty('no json')],
    ['cloudwatch', fromSns(anSnsMessage('Hello'))],
  ])('takes what %s sends in a shape that nobody knows, and says so', async (source, request) => {
    const { answer, queue, memory, states, warnings } = aWebhook();

    const answered = await answer(request);

    expect(answered.statusCode).toBe(202);
    expect(bodyOf(answered)).toEqual({ receiptId: [...memory.receipts.keys()][0], quarantined: true });
    expect(states()).toEqual([[source, 'quarantined']]);
    expect([queue.waiting, warnings]).toEqual([[], ['notification quarantined']]);
  });

  it('fails, so that the sender comes again, when a receipt cannot be written', async () => {
    const { answer, receipts } = aWebhook();
    receipts.settle = async () => Promise.reject(new Error('table down'));

    const answered = answer(fromPagerduty(aPagerdutyPing()));

    await expect(answered).rejects.toThrow('table down');
  });

  it.each(['confirmed', 'refused'] as const)('answers the question of SNS through its API: %s', async (outcome) => {
    const { answer, confirmed, states, warnings } = aWebhook(outcome);

    const answered = await answer(fromSns(anSnsQuestion()));

    expect(answered.statusCode).toBe(202);
    expect(confirmed).toEqual([[TOPIC, '2336412f37fb']]);
    expect([states(), warnings]).toEqual([[['cloudwatch', 'recorded']], [`subscription ${outcome}`]]);
  });

  it('keeps an event in binary mode together with its attributes', async () => {
    const { answer, queue } = aWebhook();
    const attributes = {
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/probes/7',
      'ce-type': 'example.alert.firing',
    };

    await answer(post('generic', { alertname: 'OrdersStuck' }, attributes));

    expect(JSON.parse(queue.waiting[0]?.body ?? '')).toMatchObject({
      specversion: '1.0',
      source: '/probes/7',
      data: { alertname: 'OrdersStuck' },
    });
  });
});
