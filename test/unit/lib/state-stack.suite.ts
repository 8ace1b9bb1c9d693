import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { someSettings, synthesized, theStacks } from '../../support/synthesized.ts';

let state: Template;

beforeAll(() => {
  state = theStacks().state;
});

describe('the record', () => {
  it('can be restored to any second, streams its changes and forgets what expired', () => {
    state.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'Recent', Projection: { ProjectionType: 'ALL' } })],
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        }),
      ],
    });
  });
});

describe('notifications and timers', () => {
  it('are tried four times and then kept for two weeks', () => {
    const queues = state.findResources('AWS::SQS::Queue');
    const redriven = Object.values(queues).filter(({ Properties }) => Properties.RedrivePolicy !== undefined);

    expect(redriven.map(({ Properties }) => Properties.RedrivePolicy.maxReceiveCount)).toEqual([4, 4, 4]);
    expect(Object.values(queues).map(({ Properties }) => Properties.MessageRetentionPeriod)).toEqual(
      Array.from({ length: 6 }, () => 1209600),
    );
  });

  it('are encrypted where they lie and on their way', () => {
    state.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    state.resourceCountIs('AWS::SQS::QueuePolicy', 6);
    state.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  it('stay hidden for six times the time that their Lambda may take', () => {
    state.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 120, RedrivePolicy: Match.anyValue() });
    state.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 120, RedrivePolicy: Match.anyValue() });
  });
});

describe('bodies that are too large for the queue or the table', () => {
  it('lie encrypted, closed to everybody else, for 30 days', () => {
    state.resourceCountIs('AWS::S3::Bucket', 2);
    state.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30, Status: 'Enabled' })] },
    });
  });

  it('travel encrypted', () => {
    state.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });
});

describe('anchors of timelines', () => {
  const locked = (Mode: string, Days: number) => ({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } },
    VersioningConfiguration: { Status: 'Enabled' },
  });

  it('lie under object lock for a day', () => {
    state.hasResourceProperties('AWS::S3::Bucket', locked('GOVERNANCE', 1));
  });

  it('can be locked for longer, and against everybody', () => {
    const strict = synthesized({ anchors: { mode: 'compliance', days: 365 } }).state;

    strict.hasResourceProperties('AWS::S3::Bucket', locked('COMPLIANCE', 365));
  });
});

describe('escalations', () => {
  it('travel encrypted, under a key that alarms may use', () => {
    state.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    state.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['kms:Decrypt']),
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });
});

describe('secrets', () => {
  it('hold nothing that stands in a template', () => {
    const secrets = Object.values(state.findResources('AWS::SecretsManager::Secret'));

    expect(secrets.map(({ Properties }) => Properties.SecretString)).toEqual(['{}', '{}', '{}', '{}']);
  });
});

describe('the installation', () => {
  it('is given the policy as it was parsed', () => {
    state.hasResourceProperties('Custom::SelfrightInstall', { policy: JSON.stringify(someSettings().policy) });
  });

  it('runs again when the policy is another one, and not otherwise', () => {
    const same = synthesized().state.findResources('Custom::SelfrightInstall');
    const other = synthesized({
      policy: {
        ...someSettings().policy,
        services: { ...someSettings().policy.services, catalogue: { parameter: { name: '/p' } } },
      },
    });

    expect(same).toEqual(state.findResources('Custom::SelfrightInstall'));
    expect(other.state.findResources('Custom::SelfrightInstall')).not.toEqual(same);
  });
});

describe('what must survive', () => {
  const PRECIOUS = [
    'AWS::DynamoDB::GlobalTable',
    'AWS::SQS::Queue',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
    'AWS::KMS::Key',
  ];
  const preciousOf = (template: Template) => PRECIOUS.flatMap((type) => Object.entries(template.findResources(type)));

  it('outlives its stack', () => {
    const kept = preciousOf(state).map(([, { DeletionPolicy }]) => DeletionPolicy);

    expect(new Set(kept)).toEqual(new Set(['Retain']));
  });

  it('goes with its stack only where that was asked for', () => {
    const disposable = synthesized({ removalPolicy: RemovalPolicy.DESTROY }).state;

    const kept = preciousOf(disposable).map(([, { DeletionPolicy }]) => DeletionPolicy);

    expect(new Set(kept)).toEqual(new Set(['Delete']));
  });

  it('keeps its logical ids, since a new id would be a new and empty resource', () => {
    const ids = preciousOf(state).map(([id]) => id);

    expect(ids).toMatchInlineSnapshot(`
      [
        "Record57145F6D",
        "NotificationsDeadLetters2AC1E002",
        "NotificationsCE9D1424",
        "TimersDeadLettersBB155020",
        "Timers15E10E03",
        "WakesDeadLetters8DCB27CF",
        "Wakes03715FE1",
        "Bodies41EE0129",
        "Anchors598671D8",
        "OperatorTokens58D20090",
        "SourceSecrets9E799630",
        "ConnectionsF4DA67CD",
        "Integrations6E953347",
        "EscalationsKey51147C01",
      ]
    `);
  });
});

describe('the outputs', () => {
  it('are what the deploy script reads', () => {
    const outputs = Object.keys(state.findOutputs('*')).filter((name) => !name.startsWith('Exports'));

    expect(outputs).toEqual([
      'TableName',
      'QueueUrl',
      'DlqUrl',
      'BodyBucketName',
      'AnchorBucketName',
      'OperatorTokensSecretArn',
      'SourceSecretsSecretArn',
      'WakeQueueUrl',
      'WakeDlqUrl',
      'IntegrationsSecretArn',
      'ConnectionsSecretArn',
      'EscalationTopicArn',
    ]);
  });
});
