import { type IResource, LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Env as AgentsEnv } from '../../functions/agents/env.ts';
import type { Env as McpEnv } from '../../functions/mcp/env.ts';
import type { IncidentTable } from './incident-table.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface AgentDoorsProps {
  /** The root of the API, under which the routes are made. */
  readonly root: IResource;
  /** Where the operator API answers: it does what agents ask, in the name of their tokens. */
  readonly apiUrl: string;
  /** Where the tasks of other agents lie. */
  readonly table: IncidentTable;
  readonly logs: LogSettings;
}

/** Where assistants and agents come in. Its Lambdas may do nothing by themselves but keep tasks: they ask the operator API with the caller's token. */
export class AgentDoors extends Construct {
  readonly mcp: ServiceFunction<McpEnv>;
  readonly agents: ServiceFunction<AgentsEnv>;

  constructor(scope: Construct, id: string, { root, apiUrl, table, logs }: AgentDoorsProps) {
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

    this.agents = new ServiceFunction<AgentsEnv>(this, 'Agents', {
      name: 'agents',
      description: 'Answers other agents over A2A: diagnostic, resolution, coordinator',
      timeoutSeconds: 28,
      environment: { TABLE_NAME: table.table.tableName, API_URL: apiUrl },
      logs,
    });
    table.grantReadOf(this.agents, 'TASK', 'POLICY');
    table.grantPut(this.agents, 'TASK', 'PUSH');
    table.grantQueryOf(this.agents, 'PUSH');
    table.grantDelete(this.agents, 'PUSH');
    table.grantListOf(this.agents, 'TASKS');
    const agents = new LambdaIntegration(this.agents.lambda, { scopePermissionToMethod: false });
    root.addResource('agents').addResource('{proxy+}').addMethod('ANY', agents);
    root.addResource('.well-known').addResource('agent-card.json').addMethod('GET', agents);
  }
}
