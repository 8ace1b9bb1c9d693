import type { Plan } from '../../../../functions/core/domain/plan.ts';
import { makeRollBack } from '../../../../functions/core/usecases/roll-back.ts';
import { makeRunAction } from '../../../../functions/core/usecases/run-action.ts';
import { anAliasStep, aPlan } from '../../../support/builders.ts';
import { allowed, aStage, type Stage } from './stage.ts';

const depsOf = (stage: Stage) => ({
  ...stage,
  runners: [stage.runners.postgres, stage.runners.lambda],
  leaseSeconds: 30,
});

export const acting = (stage: Stage) => makeRunAction(depsOf(stage));
export const rollingBack = (stage: Stage) => makeRollBack(depsOf(stage));

export const ready = async (plan = aPlan()) => {
  const stage = aStage();
  const incident = await allowed(stage, plan);
  return { stage, incident, act: acting(stage), rollBack: rollingBack(stage) };
};

export const anotherHolds = (stage: Stage, target: string) =>
  stage.memory.locks.set(target, { incidentId: 'INC-01KJQ000000000000000000099', fencing: 7 });

/** The alias that the steps of these tests move. */
export const payments = ({ releases, runners }: Stage) => {
  const points = (version: string, revision: string) => {
    releases.aliases.set('payments:live', { current: version, versions: [], revision, weights: {} });
  };
  return {
    points,
    now: () => releases.aliases.get('payments:live')?.current,
    /** From now on the connector really moves it. */
    obeys: () => {
      runners.lambda.run = async ({ parameters, before }, key) => {
        runners.lambda.ran.push({ step: { ...anAliasStep(), parameters, before }, key });
        points(String(parameters['version']), `r-${runners.lambda.ran.length}`);
        return { outcome: 'done', found: before, changed: { version: parameters['version'] ?? null, weights: {} } };
      };
    },
  };
};

/** A plan of one step that can be undone, on an alias that obeys. */
export const readyToUndo = async (plan: Partial<Plan> = {}) => {
  const made = await ready(aPlan({ steps: [anAliasStep()], ...plan }));
  const alias = payments(made.stage);
  alias.points('2', 'r2');
  alias.obeys();
  return { ...made, alias };
};
