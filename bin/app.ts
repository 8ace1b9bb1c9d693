import { App, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { VALIDATE_AGAINST_DEFAULT_RULES } from 'aws-cdk-lib/cx-api';
import * as z from 'zod';
import { PolicySchema } from '../functions/core/contracts/policy.ts';
import { makeStacks } from '../lib/app.ts';
import policyFor from '../selfright.config.ts';
import { readSite } from './site.ts';

const app = new App();
const site = readSite((name) => app.node.tryGetContext(name), process.env);
const { endpointUrl } = site;
// CDK's own check of the templates takes seconds; an emulator takes them unchecked, and the unit tests check them.
if (endpointUrl !== undefined) app.node.setContext(VALIDATE_AGAINST_DEFAULT_RULES, false);

const policy = PolicySchema.safeParse(policyFor(site));
if (!policy.success) throw new Error(`selfright.config.ts: ${z.prettifyError(policy.error)}`);

const removalPolicy = site.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
makeStacks(
  app,
  {
    policy: policy.data,
    prometheusUrl: site.prometheusUrl,
    storefrontUrl: site.storefrontUrl,
    apiAddressOf: endpointUrl === undefined ? undefined : (id) => `${endpointUrl}/_aws/execute-api/${id}/v1`,
    logs: { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY },
    removalPolicy,
  },
  { drill: site.drill },
);
