import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

const RECENT = 'Recent';

/** Item families, by the start of their partition key. */
export const ITEM_FAMILIES = [
  'INCIDENT',
  'EPISODE',
  'OPEN',
  'LOCK',
  'CAP',
  'TOKEN',
  'RECEIPT',
  'POLICY',
  'BRAKE',
  'HEARTBEAT',
  'NOTE',
  'WINDOW',
  'GRANT',
  'HELD',
  'FLAP',
  'CHANGE',
  'DELIVERY',
  'TALLY',
  'COUNTED',
  'AGENT',
  'TASK',
  'INVESTIGATION',
  'PUSH',
  'QUARANTINE',
] as const;
export type ItemFamily = (typeof ITEM_FAMILIES)[number];

const SINGLE: readonly ItemFamily[] = ['POLICY', 'BRAKE', 'WINDOW', 'GRANT', 'HEARTBEAT', 'NOTE', 'TALLY'];

export interface IncidentTableProps {
  /** What happens to the record when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/** The one table of the record. Its grants are by item family, so that a Lambda writes only what is its own. */
export class IncidentTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, props: IncidentTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: RECENT,
          partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
          sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
        },
      ],
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: props.removalPolicy === 'retain',
      removalPolicy: props.removalPolicy,
    });
  }

  /** May read every item, and check one inside a transaction. */
  grantRead(to: ServiceFunction<object>): void {
    to.allow(
      ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'],
      [this.table.tableArn],
    );
    to.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${RECENT}`]);
  }

  /** May get items of these families by their keys, and nothing else. */
  grantReadOf(to: ServiceFunction<object>, ...families: readonly ItemFamily[]): void {
    this.grant(to, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], families);
  }

  /** May query the items of these families, one partition at a time. */
  grantQueryOf(to: ServiceFunction<object>, ...families: readonly ItemFamily[]): void {
    this.grant(to, ['dynamodb:Query'], families);
  }

  /** May list, through the index, what was put there under partitions that begin so. */
  grantListOf(to: ServiceFunction<object>, ...partitions: readonly string[]): void {
    to.allow(['dynamodb:Query'], [`${this.table.tableArn}/index/${RECENT}`], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions.map((one) => `${one}#*`) },
    });
  }

  /** May put items of these families, in place of what was there too. */
  grantPut(to: ServiceFunction<object>, ...families: readonly ItemFamily[]): void {
    this.grant(to, ['dynamodb:PutItem'], families);
  }

  /** May update items of these families in part: what is counted. */
  grantUpdate(to: ServiceFunction<object>, ...families: readonly ItemFamily[]): void {
    this.grant(to, ['dynamodb:UpdateItem'], families);
  }

  /** May delete items of these families. */
  grantDelete(to: ServiceFunction<object>, ...families: readonly ItemFamily[]): void {
    this.grant(to, ['dynamodb:DeleteItem'], families);
  }

  private grant(to: ServiceFunction<object>, actions: readonly string[], families: readonly ItemFamily[]): void {
    const keys = families.map((family) => (SINGLE.includes(family) ? family : `${family}#*`));
    to.allow(actions, [this.table.tableArn], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });
  }
}
