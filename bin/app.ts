import { App, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { PolicySchema } from '../functions/core/contracts/policy.ts';
import { checkStacks, makeStacks } from '../lib/app.ts';
import policyFor from '../selfright.config.ts';
import { readSite } from './site.ts';

// CDK's own check of the templates takes seconds; an emulator takes them unchecked, and the unit tests check them.
const app = new App({ builtinCloudFormationValidation: process.env['AWS_ENDPOINT_URL'] === undefined });
const site = readSite((name) => app.node.tryGetContext(name), process.env);
const { endpointUrl } = site;

const policy = PolicySchema.safeParse(policyFor(site));
if (!policy.success) throw new Error(`selfright.config.ts: ${z.prettifyError(policy.error)}`);

const removalPolicy = site.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
makeStacks(
  app,
  {
    policy: policy.data,
    prometheusUrl: site.prometheusUrl,
    storefrontUrl: site.storefrontUrl,
    acquirerUrl: site.acquirerUrl,
    bedrockUrl: site.bedrockUrl,
    cloudwatchTopics: site.cloudwatchTopicArns,
    alarmTopics: site.alarmTopicArns,
    alarmEvents: site.alarmEvents,
    apiAddressOf: endpointUrl === undefined ? undefined : (id) => `${endpointUrl}/_aws/execute-api/${id}/v1`,
    anchors: { mode: site.anchorMode, days: site.anchorDays },
    logs: { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY },
    removalPolicy,
  },
  { drill: site.drill },
);
checkStacks(app);
