import { describe, expect, it } from 'vitest';
import { sourceAlertReader } from '../../../../functions/adapters/sources/alert-reader.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { makeAcceptNotification } from '../../../../functions/core/usecases/accept-notification.ts';
import { aPolicy } from '../../../support/builders.ts';
import { aWorld } from '../../../support/fakes/world.ts';
import { anAlarmEvent, anAlarmMessage, anSnsMessage } from '../../../support/source-bodies/cloudwatch.ts';
import { aDatadogBody, aDefaultDatadogBody } from '../../../support/source-bodies/datadog.ts';
import { aCheck, aCloudEvent } from '../../../support/source-bodies/generic.ts';
import { aGrafanaAlert, aGrafanaBody } from '../../../support/source-bodies/grafana.ts';
import { aLegacyNewrelicBody, aNewrelicBody } from '../../../support/source-bodies/newrelic.ts';
import { aPagerdutyBody, aPagerdutyIncident } from '../../../support/source-bodies/pagerduty.ts';

interface Story {
  readonly source: string;
  readonly fires: unknown;
  /** Said of the same firing while it lasts. */
  readonly repeats: unknown;
  readonly resolves: unknown;
  /** The next firing of the same condition. */
  readonly firesAgain: unknown;
}

const sns = (part: Readonly<Record<string, unknown>>) => anSnsMessage(anAlarmMessage(part));
const incident = (eventType: string, part: Readonly<Record<string, unknown>>, occurred_at: string) =>
  aPagerdutyBody(eventType, aPagerdutyIncident(part), { occurred_at });

const STORIES: Readonly<Record<string, Story>> = {
  grafana: {
    source: 'grafana',
    fires: aGrafanaBody(),
    repeats: aGrafanaBody({ alerts: [aGrafanaAlert({ values: { A: 99 } })] }),
    resolves: aGrafanaBody({ alerts: [aGrafanaAlert({ status: 'resolved', endsAt: '2026-05-04T08:30:00Z' })] }),
    firesAgain: aGrafanaBody({ alerts: [aGrafanaAlert({ startsAt: '2026-05-04T09:00:00Z' })] }),
  },
  'cloudwatch by SNS': {
    source: 'cloudwatch',
    fires: sns({}),
    repeats: sns({ OldStateValue: 'INSUFFICIENT_DATA', StateChangeTime: '2026-05-04T08:10:00.000+0000' }),
    resolves: sns({ NewStateValue: 'OK', OldStateValue: 'ALARM', StateChangeTime: '2026-05-04T08:30:00.000+0000' }),
    firesAgain: sns({ StateChangeTime: '2026-05-04T09:00:00.000+0000' }),
  },
  'cloudwatch by SNS and EventBridge': {
    source: 'cloudwatch',
    fires: sns({}),
    repeats: anAlarmEvent(),
    resolves: anAlarmEvent('OK', '2026-05-04T08:30:00.000+0000', 'ALARM'),
    firesAgain: anAlarmEvent('ALARM', '2026-05-04T09:00:00.000+0000'),
  },
  'datadog with our template': {
    source: 'datadog',
    fires: aDatadogBody(),
    repeats: aDatadogBody({ alert_transition: 'Re-Triggered', date: '1777882200000' }),
    resolves: aDatadogBody({ alert_transition: 'Recovered', date: '1777883400000' }),
    firesAgain: aDatadogBody({ alert_cycle_key: '7302', date: '1777885200000' }),
  },
  'datadog with a template without dates': {
    source: 'datadog',
    fires: aDatadogBody({ date: undefined }),
    repeats: aDatadogBody({ date: undefined, alert_transition: 'Renotify' }),
    resolves: aDatadogBody({ date: undefined, alert_transition: 'Recovered' }),
    firesAgain: aDatadogBody({ date: undefined, alert_cycle_key: '7302' }),
  },
  'datadog without a template': {
    source: 'datadog',
    fires: aDefaultDatadogBody(),
    repeats: aDefaultDatadogBody({
      title: '[Re-Triggered on {host:shop-7}] Disk is nearly full',
      date: '1777882200000',
    }),
    resolves: aDefaultDatadogBody({ title: '[Recovered on {host:shop-7}] Disk is nearly full', date: '1777883400000' }),
    firesAgain: aDefaultDatadogBody({ date: '1777885200000' }),
  },
  'new relic': {
    source: 'newrelic',
    fires: aNewrelicBody(),
    repeats: aNewrelicBody({ trigger: 'INCIDENT_ADDED', impactedEntities: ['orders', 'pay'] }),
    resolves: aNewrelicBody({ state: 'CLOSED', id: 'another', closedAt: 1_777_883_400_000 }),
    firesAgain: aNewrelicBody({ id: 'next', issueUrl: undefined, createdAt: 1_777_885_200_000 }),
  },
  'new relic that leaves out the creation here and there': {
    source: 'newrelic',
    fires: aNewrelicBody({ createdAt: 'N/A' }),
    repeats: aNewrelicBody(),
    resolves: aNewrelicBody({ state: 'CLOSED', closedAt: 1_777_883_400_000 }),
    firesAgain: aNewrelicBody({ id: 'next', issueUrl: undefined, createdAt: 'N/A' }),
  },
  'the retired channels of new relic': {
    source: 'newrelic',
    fires: aLegacyNewrelicBody(),
    repeats: aLegacyNewrelicBody({ current_state: 'acknowledged', timestamp: 1_777_882_200_000 }),
    resolves: aLegacyNewrelicBody({ current_state: 'closed', timestamp: 1_777_883_400_000 }),
    firesAgain: aLegacyNewrelicBody({ incident_id: 1235, timestamp: 1_777_885_200_000 }),
  },
  pagerduty: {
    source: 'pagerduty',
    fires: incident('incident.triggered', {}, '2026-05-04T08:00:01Z'),
    repeats: incident('incident.acknowledged', { status: 'acknowledged' }, '2026-05-04T08:10:00Z'),
    resolves: incident('incident.resolved', { status: 'resolved' }, '2026-05-04T08:30:00Z'),
    firesAgain: incident('incident.reopened', { reopened_at: '2026-05-04T09:00:00Z' }, '2026-05-04T09:00:01Z'),
  },
  'pagerduty before it told of creation': {
    source: 'pagerduty',
    fires: incident('incident.triggered', { created_at: undefined }, '2026-05-04T08:00:01Z'),
    repeats: incident('incident.priority_updated', { created_at: undefined }, '2026-05-04T08:10:00Z'),
    resolves: incident('incident.resolved', { created_at: undefined, status: 'resolved' }, '2026-05-04T08:30:00Z'),
    firesAgain: incident('incident.reopened', { created_at: undefined }, '2026-05-04T09:00:00Z'),
  },
  CloudEvents: {
    source: 'generic',
    fires: aCloudEvent(),
    repeats: aCloudEvent({ id: 'e-2', time: '2026-05-04T08:10:00Z' }),
    resolves: aCloudEvent({ id: 'e-3', time: '2026-05-04T08:30:00Z', type: 'example.shop.alert.resolved' }),
    firesAgain: aCloudEvent({ id: 'e-4', time: '2026-05-04T09:00:00Z' }),
  },
  'any JSON': {
    source: 'generic',
    fires: aCheck(),
    repeats: aCheck({ state_changed_timestamp: 1_777_882_200 }),
    resolves: aCheck({ current_state: 'UP', state_changed_timestamp: 1_777_883_400 }),
    firesAgain: aCheck({ state_changed_timestamp: 1_777_885_200 }),
  },
  'any JSON without a moment': {
    source: 'generic',
    fires: { name: 'Slow', state: 'down' },
    repeats: { name: 'Slow', state: 'down', text: 'still' },
    resolves: { name: 'Slow', state: 'up' },
    firesAgain: { name: 'Slow', state: 'down' },
  },
};

const anIntake = ({ source }: Story) => {
  const world = aWorld({ policy: aPolicy(), at: '2026-05-04T08:00:05.000Z' });
  const accept = makeAcceptNotification({ ...world, store: world.incidents, policies: world.policy });
  const told = async (body: unknown, minute: number) => {
    const receivedAt = plusSeconds('2026-05-04T08:00:05.000Z', minute * 60);
    world.clock.set(receivedAt);
    const [group] = sourceAlertReader(source, JSON.stringify(body), receivedAt);
    if (group === undefined) throw new Error('a group was expected');
    return accept(group, receivedAt);
  };
  const statuses = async () =>
    [...world.memory.incidents.values()].map(({ alerts }) => alerts.map(({ status }) => status));
  return { ...world, told, statuses };
};

describe.each(Object.entries(STORIES))('what %s tells', (_, story) => {
  it('opens once, changes nothing when it is repeated, and resolves what it opened', async () => {
    const { told, statuses } = anIntake(story);

    const states = [
      await told(story.fires, 0),
      await told(story.fires, 1),
      await told(story.repeats, 10),
      await told(story.resolves, 30),
      await told(story.resolves, 31),
    ];

    expect(states.map(({ state }) => state)).toEqual(['opened', 'duplicate', 'duplicate', 'recorded', 'recorded']);
    expect(new Set(states.slice(0, 4).map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(await statuses()).toEqual([['resolved']]);
  });

  it('is a new episode when it fires again', async () => {
    const { told, statuses } = anIntake(story);
    await told(story.fires, 0);
    await told(story.resolves, 30);

    const again = await told(story.firesAgain, 60);

    expect(['opened', 'joined']).toContain(again.state);
    expect((await statuses()).flat().toSorted()).toEqual(['firing', 'resolved']);
  });
});

describe('the end of an earlier firing', () => {
  const dated = Object.entries(STORIES).filter(([name]) => !/without (?:dates|a moment)/.test(name));

  it.each(dated)('does not end the next one when it comes late: %s', async (_, story) => {
    const { told, statuses } = anIntake(story);
    await told(story.fires, 0);
    await told(story.resolves, 30);
    await told(story.firesAgain, 60);

    await told(story.resolves, 61);

    expect((await statuses()).flat().toSorted()).toEqual(['firing', 'resolved']);
  });
});

describe('a stored notification', () => {
  it.each([
    ['of nobody', 'nobody', {}, 'unknown source'],
    ['that is a test', 'generic', { test: true }, 'test message'],
    [
      'that asks something',
      'cloudwatch',
      anSnsMessage('x', { Type: 'SubscriptionConfirmation', Token: 't' }),
      'subscription',
    ],
    ['that cannot be mapped', 'datadog', {}, 'transition'],
    ['that breaks its contract', 'grafana', { alerts: null, groupKey: 'g' }, 'alerts'],
  ])('%s is a violation of the contract', (_, source, body, why) => {
    const read = () => sourceAlertReader(source, JSON.stringify(body), '2026-05-04T08:00:05.000Z');

    expect(read).toThrow(why);
  });
});
