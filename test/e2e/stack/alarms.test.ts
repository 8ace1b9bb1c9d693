import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, type SeenIncident } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { proves } from '../../support/scenario.ts';
import { anAlarmEvent, anAlarmMessage } from '../../support/source-bodies/cloudwatch.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const at = {
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const sns = new SNSClient(at);
const lambda = new LambdaClient(at);

afterAll(() => {
  sns.destroy();
  lambda.destroy();
});

const publish = (message: string) =>
  sns.send(new PublishCommand({ TopicArn: outputs.alarmTopicArn, Message: message }));

/** Invokes as EventBridge does; neither AWS nor the emulator lets anybody else put an event of `aws.cloudwatch` on a bus. */
const put = (event: ReturnType<typeof anAlarmEvent>) =>
  lambda.send(
    new InvokeCommand({
      FunctionName: outputs.alarmFunctionArn,
      InvocationType: 'Event',
      Payload: JSON.stringify(event),
    }),
  );

const Listed = z.object({ quarantined: z.array(z.looseObject({ source: z.string(), reason: z.string() })) });

const namedLike = async (name: string): Promise<readonly SeenIncident[]> => {
  const all = await apiOf(outputs).incidents();
  const theirs = all.filter(({ title }) => String(title).includes(name));
  return Promise.all(theirs.map(({ id }) => apiOf(outputs).incident(id)));
};

describe('CloudWatch without HTTP', () => {
  it('an alarm that a topic and EventBridge both tell of opens one incident, and its end is recorded there', async () => {
    const name = `orders-stuck-${crypto.randomUUID()}`;
    const began = new Date().toISOString();
    const event = (state: string, when: string, before: string) => {
      const { detail, ...rest } = anAlarmEvent(state, when, before);
      const arn = `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
      return { ...rest, resources: [arn], detail: { ...detail, alarmName: name } };
    };
    const [AlarmArn = ''] = event('ALARM', began, 'OK').resources;

    await publish(JSON.stringify(anAlarmMessage({ AlarmName: name, AlarmArn, StateChangeTime: began })));
    await put(event('ALARM', began, 'OK'));
    await until('the incident opens', 60, async () => ((await namedLike(name)).length > 0 ? true : undefined));
    await put(event('OK', new Date().toISOString(), 'ALARM'));

    const incidents = await until('its alarm is over', 60, async () => {
      const seen = await namedLike(name);
      return seen.every(({ alerts }) => alerts.every(({ status }) => status === 'resolved')) ? seen : undefined;
    });
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ source: 'cloudwatch', alerts: [{ name }], actions: [] });
    await proves(outputs);
  });

  it('keeps what is published and is no alarm', async () => {
    await publish(`no alarm ${crypto.randomUUID()}`);

    const kept = await until('it is quarantined', 60, async () => {
      const list = await apiOf(outputs).call('/quarantine?source=cloudwatch');
      const { quarantined } = Listed.parse(await list.json());
      return quarantined.length > 0 ? quarantined : undefined;
    });

    expect(kept[0]).toMatchObject({ source: 'cloudwatch', reason: 'body_unmapped' });
  });
});
