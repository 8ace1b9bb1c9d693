import { GetAliasCommand, type LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import type { Change } from '../../core/domain/engine/changes.ts';
import type { ChangeSource } from '../../core/ports/changes.ts';
import { calling } from '../failures.ts';

/**
 * Published versions of a function behind an alias, as changes of its service. AWS does not tell when an alias moved,
 * only where it points: a version counts as changed when it was published.
 */
export const lambdaChanges = (client: LambdaClient): ChangeSource => ({
  name: 'lambda',
  changesOf: async (service, { lambda }, from, to) =>
    lambda === undefined
      ? []
      : calling('lambda', async () => {
          const { functionName, alias } = lambda;
          const pointer = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
          const changes: Change[] = [];
          for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: functionName })) {
            for (const { Version: version = '', LastModified } of page.Versions ?? []) {
              const at = Date.parse(LastModified ?? '');
              if (version === '$LATEST' || !(at >= from.getTime() && at <= to.getTime())) continue;
              const live = version === pointer.FunctionVersion ? `${alias} points to it` : `${alias} points elsewhere`;
              changes.push({
                id: `${functionName}:${version}`,
                service,
                at: at / 1000,
                kind: 'deployment',
                summary: `version ${version} of ${functionName} was published; ${live}`,
                source: 'lambda',
              });
            }
          }
          return changes;
        }),
});
