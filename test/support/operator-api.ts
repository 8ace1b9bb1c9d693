import { type ApiDeps, makeApi } from '../../functions/api/api.ts';
import { RUNBOOKS } from '../../functions/core/runbooks/index.ts';
import { makeDryRunPlan } from '../../functions/core/usecases/dry-run-plan.ts';
import { makeReadPipeline } from '../../functions/core/usecases/read-pipeline.ts';
import { aPolicy } from './builders.ts';
import { deciding } from './deciding.ts';
import { aWorld } from './fakes/world.ts';
import { quarantining } from './quarantining.ts';

/** The operator API over the fakes of a world of its own; `holder` says whom a token names. */
export const anOperatorApi = (holder: ApiDeps['holder']) => {
  const world = aWorld({ policy: aPolicy() });
  const { quarantine: setApart, replay } = quarantining(world);
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  const dryRuns = {
    of: makeDryRunPlan({ ...world, store: world.incidents, policies: world.policy, runbooks: RUNBOOKS }),
  };
  const pipeline = makeReadPipeline({ ...world, ...world.pipelineNotes, policies: world.policy });
  const deps: ApiDeps = {
    ...world,
    policies: world.policy,
    replay,
    decide: deciding(world),
    dryRuns,
    pipeline,
    holder,
    log,
  };
  return { ...world, deps, setApart, warnings, answer: makeApi(deps) };
};
