import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { opened, type Stage, wholeOf } from './stage.ts';

export const down = (what: string) => new DependencyUnavailable(what, 'connect ECONNREFUSED');

/** Everything that is asked by queries is out of reach. */
export const withoutPrometheus = (stage: Stage): Stage => {
  stage.metrics.say(/./, down('prometheus'));
  return stage;
};

export const diagnosed = async (stage: Stage, part: Parameters<typeof opened>[1] = {}) => {
  const { id } = await opened(stage, part);
  const outcome = await makeDiagnoseIncident(stage)(id, 1);
  const whole = await wholeOf(stage, { id });
  return { outcome, whole, diagnosis: whole.diagnoses.at(-1), told: whole.timeline.at(-1) };
};
