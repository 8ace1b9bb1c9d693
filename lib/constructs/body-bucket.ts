import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { argue } from './argue.ts';
import { namesOfBucket } from './named-bucket.ts';
import type { ServiceFunction } from './service-function.ts';

/** Whose bodies, by the start of their key. */
export type BodyFamily = 'notifications' | 'quarantine';

export interface BodyBucketProps {
  /** What happens to the bodies when the stack is deleted. A bucket that holds some has to be emptied first. */
  readonly removalPolicy: RemovalPolicy;
}

/** Bodies that are too large for the queue or the table. Its grants are by family, as the table's are. */
export class BodyBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: BodyBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: props.removalPolicy,
    });
    argue(this.bucket, {
      'AwsSolutions-S1':
        'Three Lambdas reach it, each by its own key prefix; data events are the choice of each account.',
    });
  }

  /** May put bodies of these families. */
  grantPut(to: ServiceFunction<object>, ...families: readonly BodyFamily[]): void {
    this.grant(to, 's3:PutObject', families);
  }

  /** May read bodies of these families. */
  grantRead(to: ServiceFunction<object>, ...families: readonly BodyFamily[]): void {
    this.grant(to, 's3:GetObject', families);
  }

  private grant(to: ServiceFunction<object>, action: string, families: readonly BodyFamily[]): void {
    for (const family of families) {
      to.allow([action], [this.bucket.arnForObjects(`${family}/*`)]);
      for (const arn of namesOfBucket(this.bucket)) {
        argue(to, {
          [`AwsSolutions-IAM5[Resource::${arn}/${family}/*]`]: 'Bodies are named by ids that are not known before.',
        });
      }
    }
  }
}
