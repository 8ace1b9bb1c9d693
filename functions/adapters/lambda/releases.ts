import {
  GetAliasCommand,
  type LambdaClient,
  type ListVersionsByFunctionResponse,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import { instant } from '../../core/domain/time.ts';
import type { Deployed, Releases } from '../../core/ports/releases.ts';

/** Published versions behind a Lambda alias. Whatever keeps us from seeing them, they could not be seen. */
export const lambdaReleases = (client: LambdaClient): Releases => ({
  deployed: async (functionName, alias) => {
    try {
      const [pointer, versions] = await Promise.all([
        client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias })),
        publishedVersions(client, functionName),
      ]);
      return {
        current: pointer.FunctionVersion ?? '',
        revision: pointer.RevisionId ?? '',
        weights: pointer.RoutingConfig?.AdditionalVersionWeights ?? {},
        versions,
      };
    } catch (error) {
      const says = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new DependencyUnavailable('lambda', `${functionName}:${alias}: ${says}`, { cause: error });
    }
  },
});

const publishedVersions = async (client: LambdaClient, functionName: string): Promise<Deployed['versions']> => {
  const found: ListVersionsByFunctionResponse[] = [];
  for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: functionName })) found.push(page);
  return found
    .flatMap(({ Versions }) => Versions ?? [])
    .flatMap(({ Version, LastModified }) =>
      Version === undefined || Version === '$LATEST' ? [] : [{ version: Version, publishedAt: isoOf(LastModified) }],
    )
    .sort((a, b) => Number(a.version) - Number(b.version));
};

/** Whether an alias can be pointed to this version: asked, since an emulator takes one that is not there. */
export const isPublished = async (client: LambdaClient, functionName: string, version: string): Promise<boolean> =>
  version === '$LATEST' || (await publishedVersions(client, functionName)).some((one) => one.version === version);

const isoOf = (lastModified: string | undefined): string => {
  const at = new Date(lastModified ?? '');
  return Number.isNaN(at.getTime()) ? '' : instant(at);
};
