import { describe, expect, it } from 'vitest';
import { newrelic } from '../../../../functions/adapters/sources/newrelic/source.ts';
import { A_SECRET, presented } from '../../../support/presented.ts';
import { alertIn, fieldsRefused, groupsIn, RECEIVED_AT, reading } from '../../../support/reading.ts';
import { aLegacyNewrelicBody, aNewrelicBody } from '../../../support/source-bodies/newrelic.ts';

const alert = alertIn(newrelic);
const SAMPLE_URL =
  'https://radar-api.service.newrelic.com/accounts/1/issues/0ea2df1c-adab-45d2-aae0-042b609d2322?notifier=SLACK';

describe('a notification of new relic', () => {
  it('is one issue with its condition', () => {
    const [group] = groupsIn(newrelic)(aNewrelicBody());

    expect(group).toMatchObject({
      source: 'newrelic',
      groupKey: 'issue/9d0a3c1e-1111-4222-8333-944455556666',
      alerts: [
        {
          status: 'firing',
          name: 'Slow orders',
          service: 'orders',
          severity: 'critical',
          labels: { condition: 'Slow orders', policy: 'Shop', entity: 'orders' },
          startsAt: '2026-05-04T08:00:00.000Z',
          startUnknown: false,
        },
      ],
    });
  });

  it.each([
    ['CREATED', 'firing'],
    ['ACTIVATED', 'firing'],
    ['closed', 'resolved'],
  ])('takes the state %s for %s', (state, status) => {
    const read = alert(aNewrelicBody({ state }));

    expect(read.status).toBe(status);
  });

  it('says nothing of an issue that is deactivated: it may come back', () => {
    const groups = groupsIn(newrelic)(aNewrelicBody({ state: 'DEACTIVATED' }));

    expect(groups).toEqual([]);
  });

  it('stays the same episode while an issue grows, is acknowledged and closes', () => {
    const first = groupsIn(newrelic)(aNewrelicBody());
    const later = [
      {
        trigger: 'INCIDENT_ADDED',
        impactedEntities: ['orders', 'pay'],
        alertConditionNames: ['Slow orders', 'Errors'],
      },
      { trigger: 'USER_ACTION', updatedAt: '1777881700000' },
      { state: 'CLOSED', closedAt: 1_777_882_000_000 },
    ].map((part) => groupsIn(newrelic)(aNewrelicBody(part)));

    const episodes = [first, ...later].map(([group]) => [
      group?.groupKey,
      group?.alerts[0]?.fingerprint,
      group?.alerts[0]?.startsAt,
    ]);

    expect(new Set(episodes.map(String)).size).toBe(1);
    expect(later[2]?.[0]?.alerts[0]?.endsAt).toBe('2026-05-04T08:06:40.000Z');
  });

  it('trusts the issue in the address when the closing message has another id', () => {
    const [fired, closed] = [{}, { id: '11111111-2222-4333-8444-555566667777', state: 'CLOSED' }].map((part) =>
      alert(aNewrelicBody(part)),
    );

    expect(closed?.fingerprint).toBe(fired?.fingerprint);
  });

  it('trusts the id when the address holds only new relic’s sample', () => {
    const read = alert(aNewrelicBody({ issueUrl: SAMPLE_URL }));

    expect(read.fingerprint).toBe('9d0a3c1e-1111-4222-8333-944455556666');
  });

  it('is told by condition, policy and entity when it names no issue at all', () => {
    const [fired, closed, other] = [{}, { state: 'CLOSED' }, { alertConditionNames: ['Errors'] }].map((part) =>
      alert(aNewrelicBody({ id: undefined, issueUrl: SAMPLE_URL, ...part })),
    );

    expect(closed?.fingerprint).toBe(fired?.fingerprint);
    expect(other?.fingerprint).not.toBe(fired?.fingerprint);
  });

  it.each(['N/A', '', null, undefined])('begins when it was seen, if its creation is %j', (createdAt) => {
    const read = alert(aNewrelicBody({ createdAt, updatedAt: undefined }));

    expect(read).toMatchObject({ startsAt: RECEIVED_AT, startUnknown: true });
  });

  it('names no service when several entities are hit', () => {
    const read = alert(aNewrelicBody({ impactedEntities: ['orders', 'pay'] }));

    expect(read.service).toBeUndefined();
  });

  it.each([
    ['open', 'firing'],
    ['acknowledged', 'firing'],
    ['closed', 'resolved'],
  ])('of the retired channels is read too: %s is %s', (current_state, status) => {
    const read = alert(aLegacyNewrelicBody({ current_state }));

    expect(read).toMatchObject({
      fingerprint: '1234',
      status,
      name: 'Slow orders',
      service: 'orders',
      startUnknown: true,
    });
  });

  it.each([
    ['a workflow', aNewrelicBody({ id: 'd1b1f3fd-995a-4066-88ab-8ce4f6960654', issueUrl: SAMPLE_URL })],
    [
      'a workflow with a template',
      aNewrelicBody({ id: undefined, title: "Memory Used % > 90 for at least 2 minutes on 'Some-Entity'" }),
    ],
    ['a channel of old', aLegacyNewrelicBody({ current_state: 'test', incident_id: 0 })],
  ])('is a test when %s sends its sample', (_, body) => {
    const parsed = reading(newrelic)(body);

    expect(parsed).toEqual({ outcome: 'test' });
  });

  it.each([
    ['nothing that is known', { unheard: 1, of: ['x'] }],
    ['a state of its own', aNewrelicBody({ state: 'SIMMERING' })],
    ['a state and nothing else', { state: 'CLOSED' }],
  ])('cannot be mapped with %s', (_, body) => {
    const parsed = reading(newrelic)(body);

    expect(parsed.outcome).toBe('unmapped');
  });

  it.each([
    ['a creation that is no moment', aNewrelicBody({ createdAt: '1777881600x00' }), 'createdAt'],
    ['a state that is a list', aNewrelicBody({ state: ['CLOSED'] }), 'state'],
    ['conditions that are objects', aNewrelicBody({ alertConditionNames: [{}] }), 'alertConditionNames'],
    ['a body that is null', 'null', '(the whole body)'],
  ])('refuses %s and names the field', (_, body, field) => {
    const refused = fieldsRefused(newrelic, body);

    expect(refused).toEqual([field]);
  });
});

describe('new relic proves itself', () => {
  it.each([
    ['a bearer token', { authorization: `Bearer ${A_SECRET}` }, true],
    ['an api key', { 'api-key': A_SECRET }, true],
    ['an x-api-key', { 'x-api-key': A_SECRET }, true],
    ['a wrong key beside a right one', { 'api-key': 'x', 'x-api-key': A_SECRET }, true],
    ['a wrong key', { 'api-key': 'x' }, false],
  ])('with %s', (_, headers, accepted) => {
    const answer = newrelic.authenticate(presented({ headers }));

    expect(answer).toBe(accepted);
  });
});
