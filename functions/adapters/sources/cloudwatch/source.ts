import { readJson } from '../../../core/contracts/read-json.ts';
import { against, neverRefusing, parseJson, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Parsed, Source } from '../source.ts';
import { alarmOfDetail, alarmOfMessage, groupsOfAlarm } from './alarm.ts';
import { auth } from './auth.ts';
import { AlarmAction, AlarmEvent, AlarmMessage, SnsEnvelope, SnsRecords } from './contract.ts';

const readAlarm = (json: unknown): Parsed => {
  if (!isObject(json)) return unmapped('the message is no alarm');
  if (Object.hasOwn(json, 'NewStateValue')) {
    return against(AlarmMessage, json, (sent) => understood(groupsOfAlarm(alarmOfMessage(sent))));
  }
  if (Object.hasOwn(json, 'alarmData')) {
    return against(AlarmAction, json, ({ alarmData, alarmArn, accountId, region }) =>
      understood(groupsOfAlarm(alarmOfDetail(alarmData, { arn: alarmArn, account: accountId, region }))),
    );
  }
  if (Object.hasOwn(json, 'detail')) {
    return against(AlarmEvent, json, ({ detail, resources, account, region }) =>
      understood(groupsOfAlarm(alarmOfDetail(detail, { arn: resources?.[0] || undefined, account, region }))),
    );
  }
  return unmapped('the message is no alarm');
};

const readEnvelope = ({ Type, TopicArn, Token, Message }: SnsEnvelope): Parsed => {
  if (Type === 'SubscriptionConfirmation') {
    return Token === undefined ? unmapped('no token') : { outcome: 'subscription', topic: TopicArn, token: Token };
  }
  if (Type === 'UnsubscribeConfirmation') return understood([]);
  const message = readJson(Message);
  return message.ok ? readAlarm(message.value) : unmapped(`the message is no alarm: ${message.why}`);
};

/** One unreadable record of several must not hide the alarms of the others. */
const together = (parts: readonly Parsed[]): Parsed => {
  const groups = parts.flatMap((part) => (part.outcome === 'understood' ? [part.groups] : []));
  const [first] = parts;
  return groups.length === 0 && first !== undefined ? first : understood(groups.flat());
};

const read = (json: unknown): Parsed => {
  if (isObject(json) && Object.hasOwn(json, 'Records')) {
    return against(SnsRecords, json, ({ Records }) => together(Records.map(({ Sns }) => readEnvelope(Sns))));
  }
  if (isObject(json) && Object.hasOwn(json, 'TopicArn')) return against(SnsEnvelope, json, readEnvelope);
  return readAlarm(json);
};

/**
 * CloudWatch alarms: as SNS posts them, and as SNS, EventBridge and an alarm itself invoke a Lambda with them.
 * Over HTTP only what SNS has signed gets in. SNS stops sending to whoever refuses.
 */
export const cloudwatch: Source = {
  name: 'cloudwatch',
  ...auth,
  anyContentType: true,
  parse: neverRefusing(parseJson(read)),
};
