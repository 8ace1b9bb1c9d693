import { LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { sessionPolicyFor } from '../../../functions/adapters/sts/session-policy.ts';
import { clientsInSessions, sessionOf } from '../../../functions/adapters/sts/sessions.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';

const ROLE = 'arn:aws-cn:iam::111122223333:role/connector';
const HERE = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const GIVEN = {
  AccessKeyId: 'ASIA',
  SecretAccessKey: 'secret',
  SessionToken: 'token',
  Expiration: new Date('2099-05-04T08:15:00Z'),
};

const moving = (functionName: string, version = '1') =>
  callOf('point-alias', { functionName, alias: 'live', version, weights: {} });

/** A connector's clients, and what AWS was asked for. */
const connector = () => {
  const sts = new STSClient({ region: 'us-east-1' });
  const answers = mockClient(sts);
  answers.on(AssumeRoleCommand).resolves({ Credentials: GIVEN });
  const clientFor = clientsInSessions(
    { sts, roleArn: ROLE, region: 'cn-north-1' },
    (credentials) => new LambdaClient({ region: 'cn-north-1', credentials }),
  );
  const asked = () => answers.commandCalls(AssumeRoleCommand).map(({ args: [{ input }] }) => input);
  return { sts, answers, clientFor, asked };
};

describe('a session of a connector', () => {
  it('is of its role, and may touch the one function that the call names', async () => {
    const { clientFor, asked } = connector();

    const given = await clientFor(moving('payments')).config.credentials();

    expect(given).toMatchObject({ accessKeyId: 'ASIA', sessionToken: 'token', expiration: GIVEN.Expiration });
    expect(asked()).toEqual([
      {
        RoleArn: ROLE,
        RoleSessionName: 'selfright-point-alias',
        DurationSeconds: 900,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['lambda:GetAlias', 'lambda:ListVersionsByFunction', 'lambda:UpdateAlias'],
              Resource: ['arn:aws-cn:lambda:cn-north-1:111122223333:function:payments'],
            },
          ],
        }),
      },
    ]);
  });

  it('serves every call that may do the same, and no call that may do something else', async () => {
    const { clientFor, asked } = connector();
    const clients = [clientFor(moving('payments')), clientFor(moving('payments', '7')), clientFor(moving('ledger'))];

    for (const client of clients) await client.config.credentials();

    expect(clients[0]).toBe(clients[1]);
    expect(asked()).toHaveLength(2);
    expect(asked()[1]?.Policy).toContain('function:ledger');
  });

  it('fails for good when the role may not be taken on', async () => {
    const { sts, answers } = connector();
    answers.on(AssumeRoleCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied', $fault: 'client' }));

    await expect(sessionOf(sts, ROLE, 'x')()).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('fails without whole credentials', async () => {
    const { sts, answers } = connector();
    answers.on(AssumeRoleCommand).resolves({ Credentials: { ...GIVEN, SessionToken: undefined } });

    await expect(sessionOf(sts, ROLE, 'x')()).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});

describe('the policy of a session', () => {
  it.each([
    [
      'point-alias',
      { functionName: 'payments', alias: 'live', version: '3', weights: {} },
      ['arn:aws:lambda:eu-central-1:111122223333:function:payments'],
    ],
    [
      'set-parameter',
      { name: '/shop/size', value: '3' },
      ['arn:aws:ssm:eu-central-1:111122223333:parameter/shop/size'],
    ],
    [
      'move-messages',
      { from: 'orders', to: 'dead', messages: ['a'] },
      [
        'arn:aws:sqs:eu-central-1:111122223333:orders',
        'arn:aws:sqs:eu-central-1:111122223333:dead',
        'arn:aws:sqs:eu-central-1:111122223333:orders',
        'arn:aws:sqs:eu-central-1:111122223333:dead',
      ],
    ],
  ] as const)('of %s names exactly its targets', (operation, parameters, resources) => {
    const { Statement } = sessionPolicyFor(callOf(operation, parameters), HERE);

    expect(Statement.flatMap(({ Resource }) => Resource)).toEqual(resources);
  });

  it('bounds a mapping, which has no name of ours, by the function that it feeds', () => {
    const call = callOf('switch-mapping', { functionName: 'fulfilment', queue: 'orders', enabled: false });

    const change = sessionPolicyFor(call, HERE).Statement.find(({ Condition }) => Condition !== undefined);

    expect(change).toMatchObject({
      Action: ['lambda:UpdateEventSourceMapping'],
      Condition: {
        ArnEquals: { 'lambda:FunctionArn': 'arn:aws:lambda:eu-central-1:111122223333:function:fulfilment' },
      },
    });
  });

  it.each(['payments*', 'pay?ents', '', 'pay ments', 'payments:live'])(
    'refuses the name %j, which would be more than one target',
    (name) => {
      expect(() => sessionPolicyFor(moving(name), HERE)).toThrow('parameters of point-alias');
    },
  );

  it('is not made for what is not carried out on AWS', () => {
    expect(() => sessionPolicyFor(callOf('call-service', { urls: [] }), HERE)).toThrow('not carried out on AWS');
  });
});
