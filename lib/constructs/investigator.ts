import { Arn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Env } from '../../functions/investigate/env.ts';
import type { PolicyFacts } from '../settings.ts';
import { argue } from './argue.ts';
import type { IncidentTable } from './incident-table.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

/** For what comes before and after the model, and for a turn that began within the budget. */
const BEYOND_BUDGET_SECONDS = 75;
/** Lambda ends nothing later than this. */
const LONGEST_SECONDS = 900;

export interface InvestigatorProps {
  readonly table: IncidentTable;
  /** Through which the model reads. */
  readonly api: ServiceFunction<object>;
  readonly model: NonNullable<PolicyFacts['investigator']>;
  /** Where Bedrock answers, if not at AWS. @default AWS */
  readonly bedrockUrl?: string | undefined;
  readonly logs: LogSettings;
}

/** Has a model look at incidents. It may call that model, read through the operator API, and write beside incidents; it is deployed only where the policy names a model. */
export class Investigator extends Construct {
  readonly investigate: ServiceFunction<Env>;

  constructor(scope: Construct, id: string, { table, api, model, bedrockUrl, logs }: InvestigatorProps) {
    super(scope, id);
    this.investigate = new ServiceFunction<Env>(this, 'Investigate', {
      name: 'investigate',
      description: 'Has a model look at incidents whose cause is not sure; it reads and suggests, and acts on nothing',
      timeoutSeconds: Math.min(LONGEST_SECONDS, Math.ceil(model.budget.seconds) + BEYOND_BUDGET_SECONDS),
      environment: {
        TABLE_NAME: table.table.tableName,
        API_FUNCTION_ARN: api.lambda.functionArn,
        ...(bedrockUrl !== undefined && { BEDROCK_URL: bedrockUrl }),
      },
      logs,
    });
    const { lambda } = this.investigate;
    // A run that crashed has spent money; people have the incident anyway, and can ask.
    lambda.configureAsyncInvoke({ retryAttempts: 0 });
    table.grantReadOf(this.investigate, 'INCIDENT', 'POLICY', 'NOTE');
    table.grantQueryOf(this.investigate, 'INCIDENT');
    table.grantPut(this.investigate, 'INCIDENT', 'INVESTIGATION', 'NOTE');
    this.investigate.allow(['lambda:InvokeFunction'], [api.lambda.functionArn]);
    this.investigate.allow(['bedrock:InvokeModel'], modelsOf(this, model));
  }
}

/** A profile spreads calls over regions, and the model itself must be allowed in each of them. */
const PROFILE = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\.(?<model>.+)$/;

/** What Bedrock calls the configured model: that one, and no other. */
const modelsOf = (scope: Construct, { modelId, region }: InvestigatorProps['model']): readonly string[] => {
  if (modelId.startsWith('arn:')) return [modelId];
  const stack = Stack.of(scope);
  const foundation = (name: string, where: string): string =>
    Arn.format(
      { service: 'bedrock', region: where, account: '', resource: 'foundation-model', resourceName: name },
      stack,
    );
  const spread = PROFILE.exec(modelId)?.groups?.['model'];
  if (spread === undefined) return [foundation(modelId, region)];
  argue(scope.node.findChild('Investigate').node.findChild('Role'), {
    'AwsSolutions-IAM5': 'An inference profile calls its model in regions that it chooses itself.',
  });
  const profile = Arn.format(
    { service: 'bedrock', region, resource: 'inference-profile', resourceName: modelId },
    stack,
  );
  return [profile, foundation(spread, '*')];
};
