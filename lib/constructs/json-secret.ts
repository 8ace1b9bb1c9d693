import type { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import type { ServiceFunction } from './service-function.ts';

export interface JsonSecretProps {
  /** What it holds. */
  readonly description: string;
  readonly removalPolicy: RemovalPolicy;
  /** Why it is not rotated on a schedule. */
  readonly whyNotRotated: string;
}

/** One JSON secret, empty until it is filled after the deploy: no value ever stands in a template. */
export class JsonSecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: JsonSecretProps) {
    super(scope, id);
    const secret = new Secret(this, 'Resource', {
      description: props.description,
      removalPolicy: props.removalPolicy,
      secretObjectValue: {},
    });
    this.arn = secret.secretArn;
    argue(secret, { 'AwsSolutions-SMG4': props.whyNotRotated });
  }

  /** May read the value. */
  grantRead(to: Pick<ServiceFunction<object>, 'allow'>): void {
    to.allow(['secretsmanager:GetSecretValue'], [this.arn]);
  }

  /** May read the value and put a new one. */
  grantFill(to: ServiceFunction<object>): void {
    to.allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], [this.arn]);
  }
}
