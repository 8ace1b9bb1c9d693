import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { EMULATOR_AWS } from './emulator.ts';

/** The topic that the shop's own alarms publish to: it is there before Selfright is, as anybody's would be. */
export const makeAlarmTopic = async (endpointUrl: string): Promise<string> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const sns = new SNSClient({
    endpoint: endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'shop-alarms' }));
    return TopicArn;
  } finally {
    sns.destroy();
  }
};
