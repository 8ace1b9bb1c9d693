import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { DryRunOutput } from '../../core/contracts/dry-run.ts';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { DryRuns } from '../../core/ports/dry-runs.ts';
import { calling } from '../failures.ts';

/** Asks the plan Lambda, which may read targets, what it would do. */
export const lambdaDryRuns = (client: LambdaClient, functionArn: string): DryRuns => ({
  of: async (incidentId) => {
    const { FunctionError, Payload } = await calling('plan', () =>
      client.send(
        new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify({ dryRun: true, incidentId }) }),
      ),
    );
    if (FunctionError !== undefined) throw new DependencyUnavailable('plan', 'could not plan; its log says why');
    const answer = DryRunOutput.safeParse(JSON.parse(Buffer.from(Payload ?? []).toString() || 'null'));
    if (answer.success) return answer.data.dryRun ?? undefined;
    throw new ContractViolation(`plan answers in another shape than agreed: ${z.prettifyError(answer.error)}`);
  },
});
