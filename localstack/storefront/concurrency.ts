import type { LambdaClient } from '@aws-sdk/client-lambda';

/** How many executions at once are reserved for a Lambda. */
export interface Concurrency {
  /** Reserves so many; tells whether it was different before. False too where there is no such Lambda yet. */
  set(reserved: number): Promise<boolean>;
}

/** What is reserved for a real Lambda. The SDK is loaded at the first use. */
export const reservedConcurrency = (functionName: string): Concurrency => {
  let loaded: Promise<{ sdk: typeof import('@aws-sdk/client-lambda'); lambda: LambdaClient }> | undefined;
  const load = () => {
    loaded ??= import('@aws-sdk/client-lambda').then((sdk) => ({ sdk, lambda: new sdk.LambdaClient() }));
    return loaded;
  };
  return {
    set: async (reserved) => {
      const { sdk, lambda } = await load();
      const asked = await lambda
        .send(new sdk.GetFunctionConcurrencyCommand({ FunctionName: functionName }))
        .catch((thrown: unknown) => {
          if (thrown instanceof sdk.ResourceNotFoundException) return undefined;
          throw thrown;
        });
      if (asked === undefined || asked.ReservedConcurrentExecutions === reserved) return false;
      const input = { FunctionName: functionName, ReservedConcurrentExecutions: reserved };
      await lambda.send(new sdk.PutFunctionConcurrencyCommand(input));
      return true;
    },
  };
};
