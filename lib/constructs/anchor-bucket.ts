import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import { namesOfBucket } from './named-bucket.ts';
import type { ServiceFunction } from './service-function.ts';

/** For how long nobody can remove an anchor, and whether anybody may be allowed to. */
export interface AnchorRetention {
  /** `governance`: who has a permission of its own can; `compliance`: nobody can, not even the account's root. */
  readonly mode: 'governance' | 'compliance';
  readonly days: number;
}

export interface AnchorBucketProps {
  readonly retention: AnchorRetention;
  /** What happens to the anchors when the stack is deleted. A bucket that holds locked ones cannot be. */
  readonly removalPolicy: RemovalPolicy;
}

/** Heads of timelines, under object lock: out of reach of whoever writes the record. */
export class AnchorBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retention, removalPolicy }: AnchorBucketProps) {
    super(scope, id);
    const lasting = Duration.days(retention.days);
    this.bucket = new Bucket(this, 'Resource', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        retention.mode === 'compliance'
          ? ObjectLockRetention.compliance(lasting)
          : ObjectLockRetention.governance(lasting),
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy,
    });
    argue(this.bucket, {
      'AwsSolutions-S1': 'One Lambda puts into it, auditors read it; data events are the choice of each account.',
    });
  }

  /** May keep anchors, and do nothing else with them: who writes the record must not be given this. */
  grantKeep(to: ServiceFunction<object>): void {
    to.allow(['s3:PutObject'], [this.bucket.arnForObjects('anchors/*')]);
    for (const arn of namesOfBucket(this.bucket)) {
      argue(to, {
        [`AwsSolutions-IAM5[Resource::${arn}/anchors/*]`]: 'Anchors are named by incidents that are not known before.',
      });
    }
  }
}
