import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Env } from '../../functions/install/env.ts';
import type { IncidentTable } from './incident-table.ts';
import type { JsonSecret } from './json-secret.ts';
import { type LogSettings, ServiceFunction } from './service-function.ts';

export interface InstallationProps {
  readonly table: IncidentTable;
  readonly operatorTokens: JsonSecret;
  readonly sourceSecrets: JsonSecret;
  /** The policy as JSON text; each deploy with another text stores another version. */
  readonly policy: string;
  readonly logs: LogSettings;
}

/** Stores the policy and fills empty secrets, at each deploy that changes the policy or the code that does so. */
export class Installation extends Construct {
  constructor(scope: Construct, id: string, props: InstallationProps) {
    super(scope, id);
    const install = new ServiceFunction<Env>(this, 'Install', {
      name: 'install',
      description: 'Stores the policy and fills empty secrets at deploy',
      timeoutSeconds: 30,
      logs: props.logs,
      environment: {
        TABLE_NAME: props.table.table.tableName,
        OPERATOR_TOKENS_ARN: props.operatorTokens.arn,
        SOURCE_SECRETS_ARN: props.sourceSecrets.arn,
      },
    });
    props.table.grantPut(install, 'POLICY');
    props.operatorTokens.grantFill(install);
    props.sourceSecrets.grantFill(install);
    const installed = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SelfrightInstall',
      serviceToken: install.lambda.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: {
        policy: props.policy,
        // Code that knows another source has another secret to fill, though the policy is the same.
        installedBy: install.lambda.currentVersion.version,
      },
    });
    installed.node.addDependency(install);
  }
}
