import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as PaymentsEnv } from '../../functions/payments/env.ts';
import type { Env as TriggerEnv } from '../../functions/trigger/env.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Settings } from '../settings.ts';
import type { ResponseStack } from './response-stack.ts';
import type { StateStack } from './state-stack.ts';

/** The stacks that the drill looks at. */
export interface Stacks {
  readonly state: StateStack;
  readonly response: ResponseStack;
}

/** The patient's part in the cloud, and the Lambda that hurts it. Never beside anything that matters. */
export class DrillStack extends Stack {
  constructor(scope: Construct, id: string, stacks: Stacks, settings: Settings, props?: StackProps) {
    super(scope, id, props);
    const release = settings.policy.services['payments']?.lambda;
    if (release === undefined) {
      throw new Error('drill: the policy names no lambda for the service payments; name its function and alias');
    }
    const payments = new ServiceFunction<PaymentsEnv>(this, 'Payments', {
      name: 'payments',
      description: 'The storefront authorises payments here',
      functionName: release.functionName,
      timeoutSeconds: 5,
      memoryMegabytes: 256,
      environment: { PAYMENT_PROVIDER_KEY_ID: 'drill' },
      logs: settings.logs,
    });
    payments.lambda.addAlias(release.alias);

    const trigger = new ServiceFunction<TriggerEnv>(this, 'Trigger', {
      name: 'trigger',
      description: 'Hurts the storefront, or posts a synthetic alert',
      timeoutSeconds: 20,
      environment: {
        STOREFRONT_URL: settings.storefrontUrl,
        API_URL: stacks.response.api.url,
        SOURCE_SECRETS_ARN: stacks.state.sourceSecrets.arn,
      },
      logs: settings.logs,
    });
    stacks.state.sourceSecrets.grantRead(trigger);

    new CfnOutput(this, 'TriggerFunctionName', { value: trigger.lambda.functionName });
  }
}
