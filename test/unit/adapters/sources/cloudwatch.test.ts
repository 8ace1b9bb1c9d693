import { describe, expect, it } from 'vitest';
import { notificationsIn } from '../../../../functions/adapters/sources/cloudwatch/invoked.ts';
import { cloudwatch } from '../../../../functions/adapters/sources/cloudwatch/source.ts';
import { alertIn, groupsIn, reading } from '../../../support/reading.ts';
import {
  ALARM_ARN,
  anAlarmAction,
  anAlarmEvent,
  anAlarmMessage,
  anSnsMessage,
  anSnsQuestion,
  TOPIC,
} from '../../../support/source-bodies/cloudwatch.ts';

const alert = alertIn(cloudwatch);
const OK = { NewStateValue: 'OK', OldStateValue: 'ALARM', StateChangeTime: '2026-05-04T08:30:00.000+0000' };

const records = (...messages: readonly unknown[]) => ({
  Records: messages.map((message) => {
    const { SigningCertURL, UnsubscribeURL, ...sns } = anSnsMessage(message);
    return { EventSource: 'aws:sns', Sns: { ...sns, SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL } };
  }),
});

describe('an alarm of cloudwatch', () => {
  it('fires', () => {
    const [group] = groupsIn(cloudwatch)(anSnsMessage());

    expect(group).toMatchObject({
      source: 'cloudwatch',
      groupKey: ALARM_ARN,
      alerts: [
        {
          fingerprint: ALARM_ARN,
          status: 'firing',
          name: 'orders-stuck',
          service: 'orders',
          labels: { alertname: 'orders-stuck', service: 'orders', metric: 'Backlog', namespace: 'Shop' },
          annotations: { summary: 'the backlog grows' },
          startsAt: '2026-05-04T08:00:00.250Z',
          startUnknown: false,
        },
      ],
    });
  });

  it('resolves, without a word on when it had begun', () => {
    const read = alert(anSnsMessage(anAlarmMessage(OK)));

    expect(read).toMatchObject({ status: 'resolved', endsAt: '2026-05-04T08:30:00.000Z', startUnknown: true });
  });

  it('says neither when data are missing', () => {
    const groups = groupsIn(cloudwatch)(anSnsMessage(anAlarmMessage({ NewStateValue: 'INSUFFICIENT_DATA' })));

    expect(groups).toEqual([]);
  });

  it.each(['ALARM', 'INSUFFICIENT_DATA'])('may be the same firing as before when it comes from %s', (OldStateValue) => {
    const read = alert(anSnsMessage(anAlarmMessage({ OldStateValue })));

    expect(read).toMatchObject({ status: 'firing', startUnknown: true });
  });

  it.each([
    ['SNS to a Lambda', records(anAlarmMessage())],
    ['EventBridge', anAlarmEvent()],
    ['EventBridge by way of SNS', anSnsMessage(anAlarmEvent())],
    ['the alarm itself to a Lambda', anAlarmAction()],
  ])('is the same episode however it comes: %s', (_, body) => {
    const [group] = groupsIn(cloudwatch)(body);

    const [posted] = groupsIn(cloudwatch)(anSnsMessage());
    expect(group?.groupKey).toBe(posted?.groupKey);
    expect(group?.alerts[0]).toMatchObject({
      fingerprint: posted?.alerts[0]?.fingerprint,
      startsAt: posted?.alerts[0]?.startsAt,
      service: 'orders',
      startUnknown: false,
    });
  });

  it('is known by account, region and name where it has no ARN', () => {
    const read = alert(anSnsMessage(anAlarmMessage({ AlarmArn: undefined })));

    expect(read.fingerprint).toBe('111122223333/EU (Frankfurt)/orders-stuck');
  });

  it('needs no metric: composite alarms have none', () => {
    const read = alert(anSnsMessage(anAlarmMessage({ Trigger: undefined, AlarmRule: 'ALARM(a) OR ALARM(b)' })));

    expect(read).toMatchObject({ name: 'orders-stuck', service: undefined });
  });

  it('is not lost among records that cannot be read', () => {
    const groups = groupsIn(cloudwatch)(records('hello', anAlarmMessage()));

    expect(groups).toHaveLength(1);
  });
});

describe('an invocation of a Lambda', () => {
  it.each([
    ['each record of SNS', records(anAlarmMessage(), anAlarmMessage()), 2],
    ['an event of EventBridge', anAlarmEvent(), 1],
    ['an alarm’s own action', anAlarmAction(), 1],
  ])('is a notification for %s', (_, event, count) => {
    const bodies = notificationsIn(event);

    const episodes = bodies.map((body) => alert(body)).map(({ fingerprint, startsAt }) => [fingerprint, startsAt]);
    expect(episodes).toEqual(Array.from({ length: count }, () => [ALARM_ARN, '2026-05-04T08:00:00.250Z']));
  });

  it('is one notification, to be kept, when nobody knows what it is', () => {
    const bodies = notificationsIn({ hello: 'you' });

    expect(bodies.map((body) => reading(cloudwatch)(body).outcome)).toEqual(['unmapped']);
  });
});

describe('what sns sends besides alarms', () => {
  it('asks whether its messages are wanted', () => {
    const parsed = reading(cloudwatch)(anSnsQuestion());

    expect(parsed).toEqual({ outcome: 'subscription', topic: TOPIC, token: '2336412f37fb' });
  });

  it('says that a subscription ended, which is recorded and not undone', () => {
    const groups = groupsIn(cloudwatch)(anSnsQuestion('UnsubscribeConfirmation'));

    expect(groups).toEqual([]);
  });

  it.each([
    ['a message in plain words', anSnsMessage('Hello')],
    ['a message of something else', anSnsMessage({ hello: 'you' })],
    ['a message that is a number', anSnsMessage('7')],
    ['an alarm at no moment', anSnsMessage(anAlarmMessage({ StateChangeTime: 'soon' }))],
    ['an alarm without a moment', anSnsMessage(anAlarmMessage({ StateChangeTime: undefined }))],
    ['an alarm in a state of its own', anSnsMessage(anAlarmMessage({ NewStateValue: 'FINE' }))],
    ['an event of something else', { ...anAlarmEvent(), 'detail-type': 'EC2 Instance State-change Notification' }],
    ['no records', { Records: [] }],
    ['another type', anSnsMessage(anAlarmMessage(), { Type: 'Rumour' })],
    ['no JSON', '{'],
    ['null', 'null'],
  ])('is kept, never refused: %s', (_, body) => {
    const parsed = reading(cloudwatch)(body);

    expect(parsed.outcome).toBe('unmapped');
  });
});
