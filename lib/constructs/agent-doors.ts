import { type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Env as McpEnv } from '../../functions/mcp/env.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface AgentDoorsProps {
  /** The root of the API, under which the routes are made. */
  readonly root: IResource;
  /** Where the operator API answers: it does what agents ask, in the name of their tokens. */
  readonly apiUrl: string;
  readonly logs: LogSettings;
}

/** Where assistants and agents come in. Its Lambdas may do nothing by themselves: they ask the operator API with the caller's token. */
export class AgentDoors extends Construct {
  readonly mcp: ServiceFunction<McpEnv>;

  constructor(scope: Construct, id: string, { root, apiUrl, logs }: AgentDoorsProps) {
    super(scope, id);
    this.mcp = new ServiceFunction<McpEnv>(this, 'Mcp', {
      name: 'mcp',
      description: 'Offers the operator API to assistants as tools, over MCP',
      timeoutSeconds: 25,
      environment: { API_URL: apiUrl },
      logs,
    });
    root
      .addResource('mcp')
      .addMethod('ANY', new LambdaIntegration(this.mcp.lambda, { scopePermissionToMethod: false }));
  }
}
