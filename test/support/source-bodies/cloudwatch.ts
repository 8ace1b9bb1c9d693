import { type KeyObject, sign } from 'node:crypto';

type Part = Readonly<Record<string, unknown>>;

export const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:alarms';
export const ALARM_ARN = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-stuck';

/** An alarm's message to a topic. */
export const anAlarmMessage = (part: Part = {}) => ({
  AlarmName: 'orders-stuck',
  AlarmDescription: 'the backlog grows',
  AWSAccountId: '111122223333',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed: 1 datapoint was greater than the threshold (5.0).',
  StateChangeTime: '2026-05-04T08:00:00.250+0000',
  Region: 'EU (Frankfurt)',
  AlarmArn: ALARM_ARN,
  OldStateValue: 'OK',
  Trigger: {
    MetricName: 'Backlog',
    Namespace: 'Shop',
    Statistic: 'AVERAGE',
    Unit: null,
    Dimensions: [{ value: 'orders', name: 'service' }],
    Period: 60,
    Threshold: 5,
  },
  ...part,
});

/** What SNS wraps around a message and posts. */
export const anSnsMessage = (message: unknown = anAlarmMessage(), part: Part = {}) => ({
  Type: 'Notification',
  MessageId: '3d2f0c9e-0000-4000-8000-000000000001',
  TopicArn: TOPIC,
  Subject: 'ALARM: "orders-stuck" in EU (Frankfurt)',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2026-05-04T08:00:01.000Z',
  SignatureVersion: '2',
  Signature: 'AAAA',
  SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b2c3d.pem',
  UnsubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=x',
  ...part,
});

export const anSnsQuestion = (type = 'SubscriptionConfirmation') =>
  anSnsMessage('You have chosen to subscribe.', {
    Type: type,
    Subject: undefined,
    Token: '2336412f37fb',
    SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37fb',
  });

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const QUESTION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** Signs a message the way SNS documents it; written apart from the code that checks it. */
export const signedBySns = (message: Readonly<Record<string, unknown>>, key: KeyObject) => {
  const names = message['Type'] === 'Notification' ? NOTIFICATION : QUESTION;
  let text = '';
  for (const name of names) if (message[name] !== undefined) text += `${name}\n${message[name]}\n`;
  const hash = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...message, Signature: sign(hash, Buffer.from(text), key).toString('base64') };
};

const detail = (state: string, at: string, before: string) => ({
  alarmName: 'orders-stuck',
  state: { value: state, reason: 'because', reasonData: '{}', timestamp: at },
  previousState: { value: before, reason: 'because', timestamp: '2026-05-04T07:00:00.000+0000' },
  configuration: {
    description: 'the backlog grows',
    metrics: [
      {
        id: 'm1',
        metricStat: {
          metric: { namespace: 'Shop', name: 'Backlog', dimensions: { service: 'orders' } },
          period: 60,
          stat: 'Average',
        },
        returnData: true,
      },
    ],
  },
});

/** The same alarm on EventBridge. */
export const anAlarmEvent = (state = 'ALARM', at = '2026-05-04T08:00:00.250+0000', before = 'OK') => ({
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '111122223333',
  time: '2026-05-04T08:00:00Z',
  region: 'eu-central-1',
  resources: [ALARM_ARN],
  detail: detail(state, at, before),
});

/** The same alarm as it invokes a Lambda itself. */
export const anAlarmAction = (state = 'ALARM', at = '2026-05-04T08:00:00.250+0000', before = 'OK') => ({
  source: 'aws.cloudwatch',
  alarmArn: ALARM_ARN,
  accountId: '111122223333',
  time: '2026-05-04T08:00:00.250+0000',
  region: 'eu-central-1',
  alarmData: detail(state, at, before),
});
