import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { agreed } from '../../core/contracts/agreed.ts';
import { DryRunOutput } from '../../core/contracts/dry-run.ts';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
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
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
    return agreed(DryRunOutput, answer, 'what plan answers').dryRun ?? undefined;
  },
});
