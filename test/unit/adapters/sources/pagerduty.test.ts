import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pagerduty } from '../../../../functions/adapters/sources/pagerduty/source.ts';
import { bytes } from '../../../support/payloads.ts';
import { A_SECRET, ANOTHER_SECRET, presented } from '../../../support/presented.ts';
import { alertIn, groupsIn, reading } from '../../../support/reading.ts';
import { aPagerdutyBody, aPagerdutyIncident, aPagerdutyPing } from '../../../support/source-bodies/pagerduty.ts';

const alert = alertIn(pagerduty);

describe('an event of pagerduty', () => {
  it('is the alert of its incident', () => {
    const [group] = groupsIn(pagerduty)(aPagerdutyBody());

    expect(group).toMatchObject({
      source: 'pagerduty',
      groupKey: 'incident/Q1ORDERS',
      alerts: [
        {
          fingerprint: 'Q1ORDERS',
          status: 'firing',
          name: 'Orders do not move',
          service: 'orders',
          severity: 'high',
          startsAt: '2026-05-04T08:00:00.000Z',
          startUnknown: false,
        },
      ],
    });
  });

  it.each([
    ['incident.acknowledged', 'acknowledged', 'firing'],
    ['incident.priority_updated', 'triggered', 'firing'],
    ['incident.reassigned', 'acknowledged', 'firing'],
    ['incident.of_next_year', 'triggered', 'firing'],
    ['incident.resolved', 'resolved', 'resolved'],
  ])('%s with the status %s speaks of the same episode: %s', (eventType, status, expected) => {
    const triggered = alert(aPagerdutyBody());

    const read = alert(
      aPagerdutyBody(eventType, aPagerdutyIncident({ status }), { occurred_at: '2026-05-04T09:00:00Z' }),
    );

    expect(read).toMatchObject({ status: expected, fingerprint: triggered.fingerprint, startsAt: triggered.startsAt });
    expect(read.firingKey).toBe(triggered.firingKey);
  });

  it('begins anew when an incident is reopened, and ends what began then', () => {
    const reopened_at = '2026-05-04T10:00:00Z';

    const [reopened, resolved] = [
      aPagerdutyBody('incident.reopened', aPagerdutyIncident({ reopened_at })),
      aPagerdutyBody('incident.resolved', aPagerdutyIncident({ reopened_at, status: 'resolved' })),
    ].map((body) => alert(body));

    expect(reopened?.firingKey).not.toBe(alert(aPagerdutyBody()).firingKey);
    expect(reopened).toMatchObject({ startsAt: '2026-05-04T10:00:00.000Z', startUnknown: false });
    expect([resolved?.firingKey, resolved?.startsAt]).toEqual([reopened?.firingKey, reopened?.startsAt]);
  });

  it('keeps its episode by the incident’s id where older events say nothing of its creation', () => {
    const old = { created_at: undefined, incident_key: undefined };

    const [triggered, resolved] = ['triggered', 'resolved'].map((status) =>
      alert(aPagerdutyBody(`incident.${status}`, aPagerdutyIncident({ ...old, status }))),
    );

    expect(triggered).toMatchObject({ startsAt: '2026-05-04T08:00:01.500Z', startUnknown: true });
    expect(resolved?.firingKey).toBe(triggered?.firingKey);
  });

  it('takes the priority for the severity when there is one', () => {
    const read = alert(
      aPagerdutyBody('incident.triggered', aPagerdutyIncident({ priority: { id: 'P', summary: 'P1' } })),
    );

    expect(read.severity).toBe('p1');
  });

  it.each([
    ['a note', 'incident.annotated', { id: 'N', type: 'incident_note', content: 'x' }],
    ['a service', 'service.updated', { id: 'S', type: 'service' }],
    ['nothing', 'workflow.started', null],
  ])('says nothing of alerts when it is about %s', (_, eventType, data) => {
    const groups = groupsIn(pagerduty)(aPagerdutyBody(eventType, data));

    expect(groups).toEqual([]);
  });

  it('is a test when it is pagey’s ping', () => {
    const parsed = reading(pagerduty)(aPagerdutyPing());

    expect(parsed).toEqual({ outcome: 'test' });
  });

  it.each([
    ['an extension of old', { messages: [{ event: 'incident.trigger' }] }, 'version 1 or 2'],
    ['no event', { event: null }, 'event'],
    ['an incident without an id', aPagerdutyBody('incident.triggered', aPagerdutyIncident({ id: '' })), 'id'],
    ['a status of its own', aPagerdutyBody('incident.triggered', aPagerdutyIncident({ status: 'odd' })), 'status'],
    [
      'a moment that is none',
      aPagerdutyBody('incident.triggered', aPagerdutyIncident({ created_at: 'soon' })),
      'created_at',
    ],
    ['a list', [aPagerdutyBody()], 'whole body'],
    ['no JSON', '{"event":', 'not valid JSON'],
    ['nothing', '', 'empty'],
  ])('is kept, never refused, when it is %s', (_, body, why) => {
    const parsed = reading(pagerduty)(body);

    expect(parsed).toMatchObject({ outcome: 'unmapped', why: expect.stringContaining(why) });
  });
});

describe('pagerduty proves itself', () => {
  const rawBody = bytes(aPagerdutyBody());
  const v1 = (secret: string) => `v1=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;

  it.each([
    ['one signature', v1(A_SECRET), true],
    ['one of several', `${v1('x')},${v1('y')}, ${v1(ANOTHER_SECRET)}`, true],
    ['a wrong one', v1('x'), false],
    ['another version', v1(A_SECRET).replace('v1', 'v2'), false],
    ['no version', v1(A_SECRET).slice(3), false],
    ['nothing', '', false],
  ])('with %s', (_, signature, accepted) => {
    const answer = pagerduty.authenticate(
      presented({ rawBody, headers: { 'x-pagerduty-signature': signature }, secrets: [A_SECRET, ANOTHER_SECRET] }),
    );

    expect(answer).toBe(accepted);
  });

  it('refuses a body of which one byte is another', () => {
    const changed = rawBody.map((byte, i) => (i === 40 ? byte ^ 1 : byte));

    const answer = pagerduty.authenticate(
      presented({ rawBody: changed, headers: { 'x-pagerduty-signature': v1(A_SECRET) } }),
    );

    expect(answer).toBe(false);
  });

  it('refuses everybody when there is no secret', () => {
    const answer = pagerduty.authenticate(
      presented({ rawBody, headers: { 'x-pagerduty-signature': v1(A_SECRET) }, secrets: [] }),
    );

    expect(answer).toBe(false);
  });
});
