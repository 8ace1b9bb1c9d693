import type { LambdaClient } from '@aws-sdk/client-lambda';

/** What feeds a Lambda from a queue. */
export interface EventSource {
  /** Lets it take from its queue, or not; tells whether that was different before. False too where there is none yet. */
  enable(enabled: boolean): Promise<boolean>;
}

/** The event source of a real Lambda. The SDK is loaded at the first use. */
export const lambdaEventSource = (functionName: string): EventSource => {
  let loaded: Promise<{ sdk: typeof import('@aws-sdk/client-lambda'); lambda: LambdaClient }> | undefined;
  const load = () => {
    loaded ??= import('@aws-sdk/client-lambda').then((sdk) => ({ sdk, lambda: new sdk.LambdaClient() }));
    return loaded;
  };
  return {
    enable: async (enabled) => {
      const { sdk, lambda } = await load();
      const list = new sdk.ListEventSourceMappingsCommand({ FunctionName: functionName });
      const { EventSourceMappings = [] } = await lambda.send(list).catch((thrown: unknown) => {
        if (thrown instanceof sdk.ResourceNotFoundException) return { EventSourceMappings: [] };
        throw thrown;
      });
      const other = EventSourceMappings.filter(({ State = '' }) => /^Enabl/.test(State) !== enabled);
      for (const { UUID } of other) {
        await lambda.send(new sdk.UpdateEventSourceMappingCommand({ UUID, Enabled: enabled }));
      }
      return other.length > 0;
    },
  };
};
