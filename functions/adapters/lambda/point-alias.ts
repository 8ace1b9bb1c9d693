import { type LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { agreed } from '../../core/contracts/agreed.ts';
import { canonicalJson } from '../../core/domain/json.ts';
import type { Ran, Task } from '../../core/ports/action-runner.ts';
import { calling } from '../failures.ts';
import { type AliasMove, aliasMoveIn, Pointed, pointed } from './alias.ts';
import { isPublished } from './releases.ts';

/** Points an alias to a version, if it is still exactly as the task rests on. */
export const pointAlias = async (client: LambdaClient, { parameters, before }: Task): Promise<Ran> => {
  const move = aliasMoveIn(parameters);
  const rested = agreed(Pointed, before, 'state before point-alias');
  const met = await pointed(client, move);
  const answer = answerFrom(met, move, rested);
  if (answer !== undefined) return answer;
  const isThere = await calling('lambda', () => isPublished(client, move.functionName, move.version));
  return isThere ? point(client, met, move, rested) : gone(met, move);
};

const gone = (found: Pointed, { version }: AliasMove): Ran => ({
  outcome: 'failed',
  found,
  error: `version ${version} is not there any more`,
});

/** What there is to say without a move: it is where it should be, or it is not what the task rests on. */
const answerFrom = (met: Pointed, { version, weights }: AliasMove, before: Pointed): Ran | undefined => {
  if (met.version === version && canonicalJson(met.weights) === canonicalJson(weights)) {
    return { outcome: 'skipped', found: met, why: `the alias is at version ${version}` };
  }
  if (met.version === before.version && met.revision === before.revision) return undefined;
  const error = `the alias was moved since: expected version ${before.version} at revision ${before.revision}, met version ${met.version} at ${met.revision}`;
  return { outcome: 'failed', found: met, error };
};

const point = async (client: LambdaClient, met: Pointed, move: AliasMove, before: Pointed): Promise<Ran> => {
  try {
    const moved = await client.send(
      new UpdateAliasCommand({
        FunctionName: move.functionName,
        Name: move.alias,
        FunctionVersion: move.version,
        RevisionId: before.revision,
        RoutingConfig: { AdditionalVersionWeights: move.weights },
      }),
    );
    const changed = {
      version: moved.FunctionVersion ?? move.version,
      revision: moved.RevisionId ?? '',
      weights: moved.RoutingConfig?.AdditionalVersionWeights ?? {},
    };
    return { outcome: 'done', found: met, changed };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PreconditionFailedException') return overtaken(await pointed(client, move), move, before);
    if (name === 'ResourceNotFoundException') return gone(met, move);
    return calling('lambda', () => Promise.reject(error));
  }
};

/** Someone moved the alias between our look and our move, or an answer to our own move was lost. */
const overtaken = (met: Pointed, move: AliasMove, before: Pointed): Ran =>
  answerFrom(met, move, before) ?? { outcome: 'failed', found: met, error: 'the alias refused the planned revision' };
