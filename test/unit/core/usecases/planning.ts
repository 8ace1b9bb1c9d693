import type { Diagnosis } from '../../../../functions/core/domain/diagnosis.ts';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import type { Policy } from '../../../../functions/core/domain/policy.ts';
import type { ServiceMode } from '../../../../functions/core/domain/service-policy.ts';
import { makePlanMitigation } from '../../../../functions/core/usecases/plan-mitigation.ts';
import { aDiagnosis, aHypothesis, aPolicy } from '../../../support/builders.ts';
import { explained, type Stage, wholeOf } from './stage.ts';

export const down = (what: string) => new DependencyUnavailable(what, 'connect ECONNREFUSED');

export const badRelease = aDiagnosis(
  aHypothesis({ fault: 'api-503', scope: { service: 'checkout', dependency: 'payments' } }),
);

export const withMode = (service: string, mode: ServiceMode): Policy => {
  const { services } = aPolicy();
  return aPolicy({ services: { ...services, [service]: { ...(services[service] ?? { calls: [] }), mode } } });
};

export const planned = async (stage: Stage, diagnosis: Diagnosis = aDiagnosis()) => {
  const incident = await explained(stage, diagnosis);
  const answer = await makePlanMitigation(stage)(incident.id, 1);
  const whole = await wholeOf(stage, incident);
  return { answer, whole, plan: whole.plans.at(-1), told: whole.timeline.at(-1) };
};
