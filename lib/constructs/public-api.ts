import { Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import { answerWithProblems } from './problem-responses.ts';
import type { LogSettings } from './service-function.ts';

const STAGE = 'v1';

export interface PublicApiProps {
  /** The API's address by its id. @default AWS's own address of the stage */
  readonly addressOf?: ((restApiId: string) => string) | undefined;
  readonly logs: LogSettings;
}

/** The REST API that everything comes in by; routes are added by the constructs that answer them. */
export class PublicApi extends Construct {
  readonly rest: RestApi;
  /** Where the API is reached, with no slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    this.rest = new RestApi(this, 'Resource', {
      description: 'Alerts in, incidents out',
      endpointTypes: [EndpointType.REGIONAL],
      // Without the account's role for logs a stage with logging cannot be made; it is shared, so it stays.
      cloudWatchRole: true,
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            retention: props.logs.retention,
            removalPolicy: props.logs.removalPolicy,
          }),
        ),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
        loggingLevel: MethodLoggingLevel.ERROR,
        // Bodies and headers carry credentials and customers' words.
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: 500,
        throttlingBurstLimit: 1000,
      },
    });
    const { region, urlSuffix } = Stack.of(this);
    this.url =
      props.addressOf?.(this.rest.restApiId) ??
      `https://${this.rest.restApiId}.execute-api.${region}.${urlSuffix}/${STAGE}`;
    // The output that CDK adds by itself would show AWS's address even where the API is elsewhere.
    this.rest.node.tryRemoveChild('Endpoint');
    answerWithProblems(this.rest);
    argue(this.rest, {
      'AwsSolutions-APIG2': 'Each Lambda parses its whole input with its own schema and names every wrong field.',
      'AwsSolutions-APIG3':
        'Callers are monitoring systems and operators with secrets; a web ACL is the choice of each account.',
      'AwsSolutions-APIG4':
        'Sources sign or authenticate in their own ways over the raw body, so the Lambdas check credentials themselves.',
      'AwsSolutions-COG4':
        'Operators carry tokens of Selfright, known by subject and role; sources carry their own secrets.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The account-wide role by which API Gateway writes logs; AWS maintains its policy.',
    });
  }
}
