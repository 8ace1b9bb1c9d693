import { describe, expect, it } from 'vitest';
import { ContractViolation, DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeRunAction } from '../../../../functions/core/usecases/run-action.ts';
import { aBrake, aPlan, aPolicy, aStep } from '../../../support/builders.ts';
import { allowed, aStage, commit, explained, kindsOf, moved, type Stage, wholeOf } from './stage.ts';

export const acting = (stage: Stage) =>
  makeRunAction({ ...stage, runners: [stage.runners.postgres, stage.runners.lambda] });

export const ready = async (plan = aPlan()) => {
  const stage = aStage();
  const incident = await allowed(stage, plan);
  return { stage, incident, act: acting(stage) };
};

export const anotherHolds = (stage: Stage, target: string) =>
  stage.memory.locks.set(target, { incidentId: 'INC-01KJQ000000000000000000099', fencing: 7 });
