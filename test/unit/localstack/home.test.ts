import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextFor, writeContext } from '../../../localstack/context.ts';
import { CHECKOUT, homeOf, pathsOf } from '../../../localstack/home.ts';
import { type Outputs, readOutputs, writeOutputs } from '../../../localstack/outputs.ts';
import { hasState, tearDown } from '../../../localstack/teardown.ts';
import { tempHome } from './temp-home.ts';

const OUTPUTS: Outputs = {
  apiUrl: 'http://127.0.0.1:4566/_aws/execute-api/a/v1',
  consoleUrl: 'http://127.0.0.1:4566/_aws/execute-api/a/v1/console/',
  tableName: 'table',
  queueUrl: 'http://127.0.0.1:4566/queue',
  dlqUrl: 'http://127.0.0.1:4566/dlq',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
  anchorBucket: 'anchors',
  escalationTopicArn: 'arn:aws:sns:us-east-1:000000000000:t',
  alarmFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:take-alarms',
  connectionsSecretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:connections',
  integrationsSecretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:integrations',
  wakeDlqUrl: 'http://127.0.0.1:4566/wake-dlq',
  alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:shop-alarms',
  triggerFunctionName: 'trigger',
  endpointUrl: 'http://127.0.0.1:4566',
  prometheusUrl: 'http://127.0.0.1:9090',
  alertmanagerUrl: 'http://127.0.0.1:9093',
  storefrontUrl: 'http://127.0.0.1:8080',
  tokens: { viewer: 'v', responder: 'r', approver: 'a', approver2: 'b', admin: 'c', reporter: 'd' },
  secrets: { alertmanager: 's' },
  profile: 'quick',
  storefront: { 'edge-1': { service: 'edge', url: 'http://127.0.0.1:8080', pid: 1 } },
  jiraUrl: 'http://127.0.0.1:8090',
  databaseUrl: 'postgresql://selfright@127.0.0.1/storefront',
  databaseAdminUrl: 'postgresql://postgres@127.0.0.1/postgres',
  home: '/somewhere',
};

const CONTEXT = {
  drill: 'true',
  alarmEvents: 'true',
  alarmTopicArns: 'arn:aws:sns:us-east-1:000000000000:shop-alarms',
  profile: 'quick',
  limits: 'usual',
  endpointUrl: 'http://127.0.0.1:4566',
  prometheusUrl: 'http://127.0.0.1:9090',
  alertmanagerUrls: 'http://127.0.0.1:9093',
  storefrontUrl: 'http://127.0.0.1:8080',
  catalogueUrl: 'http://127.0.0.1:8081',
  checkoutUrls: 'http://127.0.0.1:8082,http://127.0.0.1:8083',
  ordersUrl: 'http://127.0.0.1:8084',
  acquirerUrl: 'http://127.0.0.1:8085',
  storefrontTlsUrl: 'https://127.0.0.1:8443',
  jiraUrl: 'http://127.0.0.1:8090',
  slackUrl: 'http://127.0.0.1:8091',
  teamsUrl: 'http://127.0.0.1:8092',
  databaseUrl: 'postgresql://selfright@127.0.0.1/storefront',
  adminKey: 'a-key-of-the-administrators',
  slackBotToken: 'a-token-of-the-app',
  slackSigningSecret: 'a-secret-of-the-workspace',
  teamsSignature: 'a-signature-of-an-address',
  jiraWebhookSecret: 'a-secret-of-the-site',
} as const;

describe('the home of a stack', () => {
  it('is where SELFRIGHT_HOME says, else .local of the checkout', () => {
    const homes = [homeOf({ SELFRIGHT_HOME: '/elsewhere' }), homeOf({})];

    expect(homes).toEqual(['/elsewhere', join(CHECKOUT, '.local')]);
  });

  it('keeps the outputs for its owner only', () => {
    const home = tempHome();

    writeOutputs(home, OUTPUTS);

    expect(readOutputs(home)).toEqual(OUTPUTS);
    expect(statSync(pathsOf(home).outputs).mode & 0o777).toBe(0o600);
  });

  it('fails with advice when no stack runs in it', () => {
    const home = tempHome();

    const reading = () => readOutputs(home);

    expect(reading).toThrow(`no local stack runs in ${home}`);
  });

  it('fails by name when its outputs are not as agreed', () => {
    const home = tempHome();
    writeFileSync(pathsOf(home).outputs, JSON.stringify({ ...OUTPUTS, apiUrl: 7 }));

    const reading = () => readOutputs(home);

    expect(reading).toThrow(/apiUrl/);
  });

  it('gives its context only to clients that point at its endpoint', () => {
    const home = tempHome();
    writeContext(home, CONTEXT);

    const found = [contextFor(home, 'http://127.0.0.1:4566/'), contextFor(home, 'http://127.0.0.1:9999')];

    expect(found).toEqual([CONTEXT, undefined]);
    expect(statSync(pathsOf(home).context).mode & 0o777).toBe(0o600);
  });

  it('is empty but for the logs once it was taken down', async () => {
    const home = tempHome();
    const paths = pathsOf(home);
    for (const folder of [paths.run, paths.logs, paths.emulator, paths.postgres, paths.storefront]) mkdirSync(folder);
    writeOutputs(home, OUTPUTS);
    writeContext(home, CONTEXT);

    const before = hasState(home);
    await tearDown(home);

    expect([before, hasState(home)]).toEqual([true, false]);
    expect(statSync(paths.logs).isDirectory()).toBe(true);
  });
});
