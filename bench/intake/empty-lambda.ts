import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { apiUrlOf, EMULATOR_AWS } from '../../localstack/emulator.ts';

const STACK = 'SelfrightBenchEmpty';

/** Answers like the webhook and logs one line like it: what is left is what the gateway and a Lambda cost by themselves. */
const CODE = `exports.handler = async (event) => {
  console.log(JSON.stringify({ level: 'INFO', message: 'request answered', path: event.path, status: 202 }));
  return { statusCode: 202, headers: { 'content-type': 'application/json' }, body: '{"receiptId":"none"}' };
};`;

const ref = (id: string) => ({ Ref: id });
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

const TEMPLATE = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Empty: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: 1024,
        Timeout: 10,
        Role: attribute('Role', 'Arn'),
        Code: { ZipFile: CODE },
      },
    },
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'selfright-bench-empty' } },
    Alerts: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: ref('Api'), ParentId: attribute('Api', 'RootResourceId'), PathPart: 'alerts' },
    },
    Source: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: ref('Api'), ParentId: ref('Alerts'), PathPart: '{source}' },
    },
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Source'),
        HttpMethod: 'ANY',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'AWS_PROXY',
          IntegrationHttpMethod: 'POST',
          Uri: {
            'Fn::Join': [
              '',
              [
                'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/',
                attribute('Empty', 'Arn'),
                '/invocations',
              ],
            ],
          },
        },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: ref('Empty'),
        Principal: 'apigateway.amazonaws.com',
      },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: ['Method'], Properties: { RestApiId: ref('Api') } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'v1' },
    },
  },
  Outputs: { ApiId: { Value: ref('Api') }, FunctionName: { Value: ref('Empty') } },
};

/** The almost empty Lambda, behind a route of the same shape at the same gateway. */
export interface EmptyLambda {
  readonly apiUrl: string;
  readonly functionName: string;
}

/** Deploys the almost empty Lambda at the bench's own emulator, with which it goes again. */
export const deployEmptyLambda = async (endpoint: string): Promise<EmptyLambda> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const client = new CloudFormationClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  await client.send(
    new CreateStackCommand({
      StackName: STACK,
      TemplateBody: JSON.stringify(TEMPLATE),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { StackName: STACK });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: STACK }));
  const made = Stacks[0]?.Outputs ?? [];
  const output = (key: string): string => {
    const value = made.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) throw new Error(`the stack of the almost empty Lambda has no output ${key}`);
    return value;
  };
  return {
    apiUrl: apiUrlOf(endpoint, output('ApiId')),
    functionName: output('FunctionName'),
  };
};
