import * as z from 'zod';
import { vendorMoment } from '../moments.ts';
import { scalar, textsIn } from '../scalars.ts';
import { text } from '../text.ts';

const name = text.check(z.minLength(1));

const state = z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']);
const moment = vendorMoment.pipe(z.string('is no date-time'));

/** What SNS wraps around a message, in whichever way it is delivered. */
export const SnsEnvelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  TopicArn: z.string(),
  Message: z.string(),
  Token: z.string().optional(),
});
export type SnsEnvelope = z.infer<typeof SnsEnvelope>;

/** What SNS invokes a Lambda with. */
export const SnsRecords = z.object({ Records: z.array(z.object({ Sns: SnsEnvelope })).min(1) });

const Dimension = z
  .object({ name: scalar, value: scalar, Name: scalar, Value: scalar })
  .transform((sent): readonly [string, string] => [sent.name ?? sent.Name ?? '', sent.value ?? sent.Value ?? '']);

/** An alarm's message to a topic. */
export const AlarmMessage = z.object({
  AlarmName: name,
  AlarmArn: scalar,
  AlarmDescription: scalar,
  AWSAccountId: scalar,
  Region: scalar,
  NewStateValue: state,
  OldStateValue: scalar,
  NewStateReason: scalar,
  StateChangeTime: moment,
  Trigger: z
    .object({ MetricName: scalar, Namespace: scalar, Dimensions: z.array(Dimension).nullish() })
    .nullish()
    .catch(undefined),
});
export type AlarmMessage = z.infer<typeof AlarmMessage>;

const texts = z.unknown().transform(textsIn).prefault({});

const Metric = z.object({
  metricStat: z
    .object({ metric: z.object({ name: scalar, namespace: scalar, dimensions: texts }) })
    .nullish()
    .catch(undefined),
});

/** An alarm as EventBridge and an alarm's own Lambda action tell of it. */
const AlarmDetail = z.object({
  alarmName: name,
  state: z.object({ value: state, reason: scalar, timestamp: moment }),
  previousState: z.object({ value: scalar }).nullish(),
  configuration: z
    .object({ description: scalar, metrics: z.array(Metric).nullish() })
    .nullish()
    .catch(undefined),
});
export type AlarmDetail = z.infer<typeof AlarmDetail>;

/** "CloudWatch Alarm State Change" on EventBridge. */
export const AlarmEvent = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  account: scalar,
  region: scalar,
  resources: z.array(text).nullish(),
  detail: AlarmDetail,
});

/** What an alarm invokes a Lambda with. */
export const AlarmAction = z.object({
  alarmArn: scalar,
  accountId: scalar,
  region: scalar,
  alarmData: AlarmDetail,
});
