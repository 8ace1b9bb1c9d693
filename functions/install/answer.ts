import type { Addressed } from './request.ts';

/** One resource per stack, whatever it installs: a changed policy must never look like a replacement. */
const PHYSICAL_ID = 'selfright-installation';

/** CloudFormation keeps little of a reason. */
const REASON_LENGTH = 1000;

/** Tells CloudFormation how it went. Without an answer a deploy would hang until its timeout. */
export const answer = async (to: Addressed, failure?: string): Promise<void> => {
  const response = await fetch(to.ResponseURL, {
    method: 'PUT',
    // The address is signed for a request without a content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({
      Status: failure === undefined ? 'SUCCESS' : 'FAILED',
      ...(failure !== undefined && { Reason: failure.slice(0, REASON_LENGTH) }),
      PhysicalResourceId: PHYSICAL_ID,
      StackId: to.StackId,
      RequestId: to.RequestId,
      LogicalResourceId: to.LogicalResourceId,
    }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`cloudformation did not take the answer: ${response.status}`);
};
