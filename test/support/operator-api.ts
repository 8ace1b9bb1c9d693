import { type ApiDeps, makeApi } from '../../functions/api/api.ts';
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
  const deps: ApiDeps = { ...world, policies: world.policy, replay, decide: deciding(world), holder, log };
  return { ...world, deps, setApart, warnings, answer: makeApi(deps) };
};
