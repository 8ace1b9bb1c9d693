import { Lazy } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/** The role of one connector: allowed nothing until told, and taken on by whoever acts alone. */
export class ConnectorRole extends Construct {
  private readonly role: Role;

  constructor(scope: Construct, id: string, takenOnBy: () => string) {
    super(scope, id);
    // Whoever takes it on is told of it by its environment, so it is made first.
    this.role = new Role(this, 'Role', { assumedBy: new ArnPrincipal(Lazy.string({ produce: takenOnBy })) });
  }

  get arn(): string {
    return this.role.roleArn;
  }

  /** Allows these actions on these resources, under these conditions. */
  allow(actions: readonly string[], resources: readonly string[], conditions: Record<string, unknown> = {}): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions }),
    );
  }
}

type Connector = 'postgres' | 'lambda' | 'event-source' | 'queue' | 'http' | 'parameter' | 'ssm';

/** One role for each connector, so that none can do what another does. */
export class ConnectorRoles extends Construct {
  readonly of: Readonly<Record<Connector, ConnectorRole>>;
  private act: ServiceFunction<never> | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = (name: string) => new ConnectorRole(this, name, () => this.takenOnBy());
    this.of = {
      postgres: role('Postgres'),
      lambda: role('Lambda'),
      'event-source': role('EventSource'),
      queue: role('Queue'),
      http: role('Http'),
      parameter: role('Parameter'),
      ssm: role('Ssm'),
    };
  }

  /** Lets this Lambda, and no other, take the roles on. */
  grantTakeOn(act: ServiceFunction<never>): void {
    this.act = act;
    act.allow(
      ['sts:AssumeRole'],
      Object.values(this.of).map(({ arn }) => arn),
    );
  }

  private takenOnBy(): string {
    if (this.act === undefined) throw new Error('nobody was told to take on the roles of connectors');
    return this.act.roleArn;
  }
}
