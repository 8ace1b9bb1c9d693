import type { LambdaClient } from '@aws-sdk/client-lambda';

export type Variables = Readonly<Record<string, string>>;

/** A published version and the environment it was published with. */
export interface Release {
  readonly version: string;
  readonly variables: Variables;
}

/** What is released of one Lambda, and how to release. */
export interface Releases {
  /** The version that the alias points to; undefined before the first deployment. */
  live(): Promise<Release | undefined>;
  /** Every published version, oldest first. */
  published(): Promise<readonly Release[]>;
  /** What the next version would be made of. */
  draft(): Promise<Variables>;
  /** Changes the environment of the draft and waits until that is done. */
  redraft(variables: Variables): Promise<void>;
  /** Makes a version of the draft and returns its number. */
  publish(): Promise<string>;
  /** Points the alias to a version. */
  goLive(version: string): Promise<void>;
}

/** Releases of a real Lambda. The SDK is loaded at the first use, since most storefronts are never hurt this way. */
export const lambdaReleases = (functionName: string, alias: string): Releases => {
  let loaded: Promise<{ sdk: typeof import('@aws-sdk/client-lambda'); lambda: LambdaClient }> | undefined;
  const load = () => {
    loaded ??= import('@aws-sdk/client-lambda').then((sdk) => ({ sdk, lambda: new sdk.LambdaClient() }));
    return loaded;
  };
  const variablesOf = async (qualifier?: string): Promise<Variables> => {
    const { sdk, lambda } = await load();
    const input = { FunctionName: functionName, ...(qualifier === undefined ? {} : { Qualifier: qualifier }) };
    const { Environment } = await lambda.send(new sdk.GetFunctionConfigurationCommand(input));
    return Environment?.Variables ?? {};
  };

  return {
    live: async () => {
      const { sdk, lambda } = await load();
      const input = { FunctionName: functionName, Name: alias };
      try {
        const { FunctionVersion: version } = await lambda.send(new sdk.GetAliasCommand(input));
        return version === undefined ? undefined : { version, variables: await variablesOf(version) };
      } catch (thrown) {
        if (thrown instanceof sdk.ResourceNotFoundException) return undefined;
        throw thrown;
      }
    },
    published: async () => {
      const { sdk, lambda } = await load();
      const found: Release[] = [];
      for await (const page of sdk.paginateListVersionsByFunction({ client: lambda }, { FunctionName: functionName })) {
        for (const { Version, Environment } of page.Versions ?? []) {
          if (Version !== undefined && Version !== '$LATEST') {
            found.push({ version: Version, variables: Environment?.Variables ?? {} });
          }
        }
      }
      return found.sort((a, b) => Number(a.version) - Number(b.version));
    },
    draft: () => variablesOf(),
    redraft: async (variables) => {
      const { sdk, lambda } = await load();
      const input = { FunctionName: functionName, Environment: { Variables: { ...variables } } };
      await lambda.send(new sdk.UpdateFunctionConfigurationCommand(input));
      const wait = { client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 2 };
      await sdk.waitUntilFunctionUpdatedV2(wait, { FunctionName: functionName });
    },
    publish: async () => {
      const { sdk, lambda } = await load();
      const { Version } = await lambda.send(new sdk.PublishVersionCommand({ FunctionName: functionName }));
      if (Version === undefined) throw new Error(`publishing ${functionName} gave no version`);
      return Version;
    },
    goLive: async (version) => {
      const { sdk, lambda } = await load();
      const input = { FunctionName: functionName, Name: alias, FunctionVersion: version };
      await lambda.send(new sdk.UpdateAliasCommand(input));
    },
  };
};
