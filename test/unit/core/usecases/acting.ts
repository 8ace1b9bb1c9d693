import { makeRunAction } from '../../../../functions/core/usecases/run-action.ts';
import { aPlan } from '../../../support/builders.ts';
import { allowed, aStage, type Stage } from './stage.ts';

export const acting = (stage: Stage) =>
  makeRunAction({ ...stage, runners: [stage.runners.postgres, stage.runners.lambda], leaseSeconds: 30 });

export const ready = async (plan = aPlan()) => {
  const stage = aStage();
  const incident = await allowed(stage, plan);
  return { stage, incident, act: acting(stage) };
};

export const anotherHolds = (stage: Stage, target: string) =>
  stage.memory.locks.set(target, { incidentId: 'INC-01KJQ000000000000000000099', fencing: 7 });
