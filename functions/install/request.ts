import * as z from 'zod';

/** What CloudFormation sends to a custom resource; the policy is only asked for where it will be used. */
export const InstallRequest = z.discriminatedUnion('RequestType', [
  z.object({ RequestType: z.literal('Create'), ...common(), ResourceProperties: wanted() }),
  z.object({ RequestType: z.literal('Update'), ...common(), ResourceProperties: wanted() }),
  z.object({ RequestType: z.literal('Delete'), ...common() }),
]);
export type InstallRequest = z.infer<typeof InstallRequest>;

/** Who asked and where the answer goes: enough to answer a request that is wrong otherwise. */
export const Addressed = z.object(common());
export type Addressed = z.infer<typeof Addressed>;

function common() {
  return {
    ResponseURL: z.url(),
    StackId: z.string(),
    RequestId: z.string(),
    LogicalResourceId: z.string(),
  };
}

function wanted() {
  return z.object({ policy: z.string() });
}
