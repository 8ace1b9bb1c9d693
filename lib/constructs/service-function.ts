import { AssetHashType, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import { bundleOf, sourceOf } from './bundle.ts';

/** What every Lambda of a stack has in common. */
export interface LogSettings {
  /** How long logs are kept. */
  readonly retention: RetentionDays;
  /** What happens to logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

export interface ServiceFunctionProps<E> {
  /** Folder under `functions/`. */
  readonly name: string;
  /** What it is for, as shown in the console of AWS. */
  readonly description: string;
  /** Exactly the variables of the Lambda's `env.ts`: a missing one does not compile. */
  readonly environment: { readonly [K in keyof E]: string };
  /** The Lambda is stopped after this long. */
  readonly timeoutSeconds: number;
  readonly logs: LogSettings;
  /** @default 512 */
  readonly memoryMegabytes?: number;
  /** Only for the storefront's functions, which the configuration names. @default a generated name */
  readonly functionName?: string;
}

/** One Lambda: bundled from `functions/<name>`, with its own role and log group, allowed nothing until told. */
export class ServiceFunction<E extends object> extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeoutSeconds: number;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<E>) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logs.retention,
      removalPolicy: props.logs.removalPolicy,
      // A function that the configuration names has its log where AWS would have put it, so that a diagnosis finds it.
      ...(props.functionName !== undefined && { logGroupName: `/aws/lambda/${props.functionName}` }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.timeoutSeconds = props.timeoutSeconds;
    this.lambda = new LambdaFunction(this, 'Resource', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(sourceOf(props.name), {
        assetHashType: AssetHashType.OUTPUT,
        bundling: bundleOf(props.name),
      }),
      role: this.role,
      logGroup,
      environment: { ...props.environment },
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMegabytes ?? 512,
      tracing: Tracing.ACTIVE,
      ...(props.functionName !== undefined && { functionName: props.functionName }),
    });
    argue(this.role, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray knows no resources: xray:PutTraceSegments and PutTelemetryRecords can only be granted on *.',
    });
  }

  /** The role that it runs with. */
  get roleArn(): string {
    return this.role.roleArn;
  }

  /** Allows these actions on these resources, under these conditions. */
  allow(actions: readonly string[], resources: readonly string[], conditions: Record<string, unknown> = {}): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions }),
    );
  }
}
