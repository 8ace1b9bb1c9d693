import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { examineAsked } from '../../../../functions/core/domain/examine-record.ts';
import { planSeries, servicesAround } from '../../../../functions/core/domain/series-plan.ts';
import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { aPolicy } from '../../../support/builders.ts';
import { aStage, hurtDatabase, opened, type Stage, wholeOf } from './stage.ts';

/** A rate that stands at `usual`, and at `now` in the last seconds. */
const turning =
  (usual: number, now: number) =>
  (from: Date, to: Date, step: number): readonly Sample[] => {
    const [start, end] = [from.getTime() / 1000, to.getTime() / 1000];
    return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => {
      const at = start + i * step;
      return [at, at > end - 30 ? now : usual] as const;
    });
  };

/** Calls to payments fail, and what checkout answers fails with them. */
const failingPayments = (stage: Stage): Stage => {
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

const examinedIn = async (stage: Stage) => {
  const incident = await opened(stage);
  await makeDiagnoseIncident(stage)(incident.id, 1);
  return (await wholeOf(stage, incident)).diagnoses.at(-1)?.examination;
};

describe('examining the services around an incident', () => {
  it('names the callee in which the cause of a caller’s trouble lies, and its share', async () => {
    const examination = await examinedIn(failingPayments(aStage()));

    expect(examination).toMatchObject({ outcome: 'explained', suspects: [{ service: 'payments' }, {}] });
    expect(examination?.suspects[0]?.share).toBeGreaterThan(0.9);
    expect(examination?.says).toContain('payments is at fault');
  });

  it('keeps what it saw, so that the same can be made of it again', async () => {
    const examination = await examinedIn(failingPayments(aStage()));

    expect(examination && examineAsked(examination)).toEqual(examination);
    expect(JSON.stringify(examination).length).toBeLessThan(64 * 1024);
  });

  it('says of each series that it could not have why, and goes on', async () => {
    const stage = failingPayments(aStage());
    stage.metrics.draw('process_cpu', new DependencyUnavailable('prometheus', 'it does not answer'));

    const examination = await examinedIn(stage);

    expect(examination?.outcome).toBe('explained');
    expect(examination?.looked.filter(({ missing }) => missing?.includes('does not answer'))).not.toHaveLength(0);
  });

  it('is inconclusive when there is nothing to see', async () => {
    expect(await examinedIn(hurtDatabase(aStage()))).toMatchObject({ outcome: 'inconclusive', suspects: [] });
  });

  it('looks at the service in trouble and at what lies below it', () => {
    expect(servicesAround(aPolicy(), 'checkout')).toEqual(['checkout', 'payments', 'database']);
    expect(servicesAround(aPolicy(), 'unknown')).toEqual(Object.keys(aPolicy().services));
  });

  it('asks what the policy says of a service, with its name escaped', () => {
    const policy = aPolicy();
    const hostile = 'a"} or vector(1) #';
    const services = {
      [hostile]: {
        mode: 'observe' as const,
        calls: [],
        signals: { cpu_cores: '', lag_seconds: 'lag{service="{{service}}"}' },
      },
    };

    const planned = planSeries({ ...policy, services }, [hostile]);

    expect(planned.map(({ signal }) => signal)).not.toContain('cpu_cores');
    expect(planned.find(({ signal }) => signal === 'lag_seconds')?.query).toBe('lag{service="a\\"} or vector(1) #"}');
  });
});
