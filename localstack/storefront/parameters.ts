import type { SSMClient } from '@aws-sdk/client-ssm';

/** Parameters that are set from outside. */
export interface Parameters {
  /** Gives a parameter this value; tells whether it had another. */
  set(name: string, value: string): Promise<boolean>;
}

/** Parameters of the real store. The SDK is loaded at the first use, since most storefronts are never hurt this way. */
export const ssmParameters = (): Parameters => {
  let loaded: Promise<{ sdk: typeof import('@aws-sdk/client-ssm'); ssm: SSMClient }> | undefined;
  const load = () => {
    loaded ??= import('@aws-sdk/client-ssm').then((sdk) => ({ sdk, ssm: new sdk.SSMClient() }));
    return loaded;
  };
  return {
    set: async (name, value) => {
      const { sdk, ssm } = await load();
      const now = await ssm.send(new sdk.GetParameterCommand({ Name: name })).catch((thrown: unknown) => {
        // Before the first deployment there is nothing to restore.
        if (thrown instanceof sdk.ParameterNotFound) return undefined;
        throw thrown;
      });
      if (now === undefined || now.Parameter?.Value === value) return false;
      await ssm.send(new sdk.PutParameterCommand({ Name: name, Value: value, Type: 'String', Overwrite: true }));
      return true;
    },
  };
};
