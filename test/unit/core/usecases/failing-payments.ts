import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { hurtDatabase, opened, type Stage, wholeOf } from './stage.ts';

/** A rate that stands at `usual`, and at `now` in the last seconds. */
export const turning =
  (usual: number, now: number) =>
  (from: Date, to: Date, step: number): readonly Sample[] => {
    const [start, end] = [from.getTime() / 1000, to.getTime() / 1000];
    return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => {
      const at = start + i * step;
      return [at, at > end - 30 ? now : usual] as const;
    });
  };

/** Calls to payments fail, and what checkout answers fails with them. */
export const failingPayments = (stage: Stage): Stage => {
  hurtDatabase(stage);
  for (const service of ['checkout', 'payments', 'database']) {
    const which = new RegExp(`="${service}"`);
    stage.metrics.draw(which, turning(10, 10));
    const hurt = service === 'database' ? 0 : 6;
    stage.metrics.draw(new RegExp(`"${service}",(status|outcome)`), turning(0, hurt));
    stage.metrics.draw(new RegExp(`seconds_(sum|total)[{].*"${service}"`), turning(0.5, 0.5));
  }
  return stage;
};

/** What comes of examining an incident on a stage. */
export const examinedIn = async (stage: Stage) => {
  const incident = await opened(stage);
  await makeDiagnoseIncident(stage)(incident.id, 1);
  return (await wholeOf(stage, incident)).diagnoses.at(-1)?.examination;
};
