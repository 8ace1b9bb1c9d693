import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertmanager } from '../../../../functions/adapters/sources/alertmanager/source.ts';
import { cloudwatch } from '../../../../functions/adapters/sources/cloudwatch/source.ts';
import { datadog } from '../../../../functions/adapters/sources/datadog/source.ts';
import { generic } from '../../../../functions/adapters/sources/generic/source.ts';
import { grafana } from '../../../../functions/adapters/sources/grafana/source.ts';
import { newrelic } from '../../../../functions/adapters/sources/newrelic/source.ts';
import { pagerduty } from '../../../../functions/adapters/sources/pagerduty/source.ts';
import type { Parsed, Source } from '../../../../functions/adapters/sources/source.ts';
import { brokenLike, mutated } from '../../../support/mutated.ts';
import { bytes } from '../../../support/payloads.ts';
import { presented } from '../../../support/presented.ts';
import { RECEIVED_AT, reading } from '../../../support/reading.ts';
import {
  anAlarmAction,
  anAlarmEvent,
  anAlarmMessage,
  anSnsMessage,
  anSnsQuestion,
} from '../../../support/source-bodies/cloudwatch.ts';
import { aDatadogBody, aDefaultDatadogBody } from '../../../support/source-bodies/datadog.ts';
import { aCheck, aCloudEvent, aGenericBody } from '../../../support/source-bodies/generic.ts';
import { aGrafanaAlert, aGrafanaBody } from '../../../support/source-bodies/grafana.ts';
import { aLegacyNewrelicBody, aNewrelicBody } from '../../../support/source-bodies/newrelic.ts';
import { aPagerdutyBody, aPagerdutyIncident, aPagerdutyPing } from '../../../support/source-bodies/pagerduty.ts';

const ALL = ['understood', 'test', 'unreadable', 'invalid', 'unmapped'];
/** Of vendors that stop sending when they are refused. */
const NEVER_REFUSED = ['understood', 'test', 'subscription', 'unmapped'];

const SOURCES: readonly (readonly [Source, readonly string[], readonly unknown[]])[] = [
  [alertmanager, ALL, [{ version: '4', groupKey: 'g', alerts: [aGrafanaAlert()], truncatedAlerts: 0 }]],
  [grafana, ALL, [aGrafanaBody(), aGrafanaBody({ alerts: [aGrafanaAlert({ status: 'resolved' }), aGrafanaAlert()] })]],
  [datadog, ALL, [aDatadogBody(), aDefaultDatadogBody()]],
  [newrelic, ALL, [aNewrelicBody(), aLegacyNewrelicBody()]],
  [generic, ALL, [aGenericBody(), aCloudEvent(), [aCloudEvent()], aCheck()]],
  [pagerduty, NEVER_REFUSED, [aPagerdutyBody(), aPagerdutyBody('x', aPagerdutyIncident()), aPagerdutyPing()]],
  [
    cloudwatch,
    NEVER_REFUSED,
    [
      anSnsMessage(),
      anSnsQuestion(),
      anAlarmMessage(),
      anAlarmEvent(),
      anAlarmAction(),
      { Records: [{ Sns: anSnsMessage() }] },
    ],
  ],
];

const isInstant = (at: string | undefined): boolean => at === undefined || new Date(at).toISOString() === at;

/** What the intake and the store rely on, whatever was sent. */
const isSound = (parsed: Parsed): boolean =>
  parsed.outcome !== 'understood' ||
  (JSON.stringify(parsed.groups).isWellFormed() &&
    parsed.groups.every(
      ({ groupKey, truncated, alerts }) =>
        groupKey !== '' &&
        truncated >= 0 &&
        alerts.every(
          ({ fingerprint, name, startsAt, endsAt, firingKey, status, labels, annotations }) =>
            fingerprint !== '' &&
            firingKey !== '' &&
            name !== '' &&
            isInstant(startsAt) &&
            isInstant(endsAt) &&
            (endsAt === undefined || status === 'resolved') &&
            Object.getPrototypeOf(labels) === Object.prototype &&
            [...Object.values(labels), ...Object.values(annotations)].every((text) => typeof text === 'string'),
        ),
    ));

describe.each(SOURCES)('whatever comes as a notification of $name', (source, outcomes, seeds) => {
  it('is read to one of the known ends, soundly', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(mutated(seeds), (body) => {
        const parsed = reading(source)(body);
        expect(outcomes).toContain(parsed.outcome);
        expect(isSound(parsed)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('is read when it is cut, and when it is no text at all', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(brokenLike(seeds[0]), (body) => {
        const parsed = source.parse(body, { headers: {}, receivedAt: RECEIVED_AT });
        expect(outcomes).toContain(parsed.outcome);
        expect(isSound(parsed)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('says the same when it is read again', () => {
    const parsed = seeds.map((seed) => [reading(source)(seed), reading(source)(seed)]);

    for (const [first, second] of parsed) expect(second).toEqual(first);
  });

  it('does not get in with credentials that are anything', { timeout: 30_000 }, async () => {
    const names = [
      'authorization',
      'x-pagerduty-signature',
      'x-grafana-alerting-signature',
      'api-key',
      'x-selfright-token',
    ];
    const headers = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string(), fc.constantFrom('Bearer x', 'v1=', 'Basic Og==')),
    );

    await fc.assert(
      fc.asyncProperty(headers, mutated(seeds), async (given, body) => {
        expect(await source.authenticate(presented({ headers: given, rawBody: bytes(body) }))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe('large notifications', () => {
  it.each([
    [
      'grafana',
      grafana,
      aGrafanaBody({
        alerts: Array.from({ length: 500 }, (_, i) =>
          aGrafanaAlert({ fingerprint: `f${i}`, annotations: { text: 'x'.repeat(600) } }),
        ),
      }),
      500,
    ],
    [
      'grafana with a long annotation',
      grafana,
      aGrafanaBody({ alerts: [aGrafanaAlert({ annotations: { text: 'x'.repeat(60_000) } })] }),
      1,
    ],
    [
      'datadog with a long text',
      datadog,
      aDatadogBody({ text_only_msg: 'x'.repeat(60_000), tags: Array.from({ length: 2000 }, (_, i) => `k${i}:v`) }),
      1,
    ],
    [
      'newrelic with many entities',
      newrelic,
      aNewrelicBody({ impactedEntities: Array.from({ length: 5000 }, (_, i) => `e${i}`) }),
      1,
    ],
    [
      'pagerduty with a long title',
      pagerduty,
      aPagerdutyBody('x', aPagerdutyIncident({ title: 'x'.repeat(60_000) })),
      1,
    ],
    [
      'cloudwatch with a long reason',
      cloudwatch,
      anSnsMessage(anAlarmMessage({ NewStateReason: 'x'.repeat(60_000) })),
      1,
    ],
    ['a batch of 500 events', generic, Array.from({ length: 500 }, (_, i) => aCloudEvent({ subject: `s${i}` })), 500],
  ])('are read: %s', (_, source, body, count) => {
    const parsed = reading(source)(body);

    const alerts = parsed.outcome === 'understood' ? parsed.groups.flatMap((group) => group.alerts) : [];
    expect(alerts).toHaveLength(count);
  });

  it('fail in no way however deep they are nested', () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;

    const outcomes = SOURCES.map(([source]) => reading(source)(deep).outcome);

    expect(outcomes).toEqual(['invalid', 'unmapped', 'unmapped', 'unmapped', 'unmapped', 'unmapped', 'unmapped']);
  });
});
