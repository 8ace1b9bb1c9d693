import type { Guide } from './guide.ts';

const subscribing = (address: string, topic: string): string => `#!/bin/sh
# Alarms of another account or region, over HTTPS. The webhook takes messages of listed topics only and confirms the
# subscription itself, so deploy with -c cloudwatchTopicArns=${topic} first.
aws sns subscribe --topic-arn ${topic} --protocol https --notification-endpoint ${address}
`;

const deploying = (topic: string): string => `#!/bin/sh
# Alarms of this account and region, without HTTP: by their topic, or every one of them by EventBridge.
npm run deploy -- -c alarmTopicArns=${topic}
npm run deploy -- -c alarmEvents=true
`;

/** CloudWatch alarms, by SNS or EventBridge. */
export const cloudwatch: Guide = {
  source: 'cloudwatch',
  pieces: ({ address, topic = 'arn:aws:sns:REGION:ACCOUNT:TOPIC' }) => [
    { title: 'without HTTP', file: 'deploy-alarm-topic.sh', text: deploying(topic) },
    { title: 'over HTTPS; raw message delivery stays off', file: 'subscribe.sh', text: subscribing(address, topic) },
  ],
  notes: [
    'There is no secret: SNS signs what it posts, and AWS says who may invoke the Lambda.',
    'Let every alarm notify the topic for ALARM and for OK; a template is not needed.',
    'An alarm has no rule that always fires, so there is no Watchdog for it: what CloudWatch does not send is not noticed here.',
  ],
  trial: {
    by: 'publish',
    ends: 'recorded',
    // It says that nothing is known of an alarm that does not exist: no incident opens for it.
    message: (now) => ({
      AlarmName: `selfright-connect-test-${now.getTime()}`,
      AlarmDescription: 'sent by selfright connect',
      NewStateValue: 'INSUFFICIENT_DATA',
      OldStateValue: 'INSUFFICIENT_DATA',
      NewStateReason: 'sent by selfright connect',
      StateChangeTime: now.toISOString(),
    }),
  },
};
