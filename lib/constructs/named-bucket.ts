import { Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import * as z from 'zod';

const Exported = z.object({ 'Fn::ImportValue': z.string() });
const Arn = z.object({ 'Fn::GetAtt': z.array(z.string()) });

/** How cdk-nag calls a bucket: inside its stack, and from another one. */
export const namesOfBucket = (bucket: Bucket): readonly string[] => {
  const stack = Stack.of(bucket);
  const exported = Exported.parse(stack.resolve(stack.exportValue(bucket.bucketArn)));
  const arn = Arn.parse(stack.resolve(bucket.bucketArn));
  return [exported['Fn::ImportValue'], `<${arn['Fn::GetAtt'].join('.')}>`];
};
