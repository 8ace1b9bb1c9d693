import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { makeStacks } from '../../lib/app.ts';
import type { Settings } from '../../lib/settings.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUT = mkdtempSync(join(tmpdir(), 'selfright-synthesized-'));
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** What the stacks are made from in a test, with defaults. */
export const someSettings = (otherwise: Partial<Settings> = {}): Settings => ({
  policy: {
    timings: { drill: 300 },
    signIn: {
      oidc: {
        ...{ issuer: 'https://login.example.com', clientId: 'console', scopes: 'openid', token: 'access_token' },
        ...{ origins: [], roles: { 'on-call': 'approver' } },
      },
    },
    services: {
      checkout: {},
      payments: {
        lambda: { functionName: 'storefront-payments', alias: 'live' },
        parameter: { name: '/storefront/payments/acquirer' },
        cloudformation: { stackName: 'SelfrightDrill' },
      },
      catalogue: { parameter: { name: '/storefront/catalogue/page-size' } },
      fulfilment: {
        eventSource: { functionName: 'storefront-fulfilment', queueName: 'storefront-orders.fifo' },
        queue: { name: 'storefront-orders.fifo', deadLetterName: 'storefront-orders-dead.fifo' },
      },
    },
  },
  prometheusUrl: 'http://prometheus.test:9090',
  storefrontUrl: 'http://storefront.test:8080',
  acquirerUrl: 'http://acquirer.test:8085',
  cloudwatchTopics: [],
  alarmTopics: ['arn:aws:sns:eu-central-1:111122223333:shop-alarms'],
  alarmEvents: true,
  anchors: { mode: 'governance', days: 1 },
  logs: { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY },
  removalPolicy: RemovalPolicy.RETAIN,
  ...otherwise,
});

/** An app as `cdk.json` configures it, without bundling and, unless asked for, without CDK's slow check of templates. */
export const anApp = ({ checkTemplates = false } = {}): App => {
  const { context: configured } = CdkJson.parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  return new App({
    outdir: mkdtempSync(join(OUT, 'app-')),
    context: { ...configured, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: checkTemplates,
  });
};

/** The templates of all stacks. */
export const synthesized = (otherwise: Partial<Settings> = {}) => {
  const app = anApp();
  const { state, response, drill } = makeStacks(app, someSettings(otherwise), { drill: true });
  if (drill === undefined) throw new Error('the drill stack was asked for');
  return {
    app,
    state: Template.fromStack(state),
    response: Template.fromStack(response),
    drill: Template.fromStack(drill),
  };
};

let usual: ReturnType<typeof synthesized> | undefined;

/** The templates of the usual settings, made once per process; they are only read. */
export const theStacks = (): ReturnType<typeof synthesized> => {
  usual ??= synthesized();
  return usual;
};

/** Removes what all apps wrote; for the end of a test file. */
export const forgetSyntheses = (): void => rmSync(OUT, { recursive: true, force: true });
