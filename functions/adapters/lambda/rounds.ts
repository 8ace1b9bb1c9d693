import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Rounds } from '../../core/ports/rounds.ts';
import { calling } from '../failures.ts';

/** Rounds as invocations of the Lambda that runs them. */
export const lambdaRounds = (client: LambdaClient, functionName: string): Rounds => ({
  start: () =>
    calling('lambda', async () => {
      await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event' }));
    }),
});
