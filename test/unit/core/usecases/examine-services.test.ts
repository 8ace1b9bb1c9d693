import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { askedIn, changesIn, examineAsked } from '../../../../functions/core/domain/examine-record.ts';
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
    expect(examination?.suspects[0]?.added).toMatch(
      /^payments itself added \d+ of the \d+ failed requests that checkout lost$/,
    );
  });

  it('keeps what it saw, so that the same can be made of it again', async () => {
    const examination = await examinedIn(failingPayments(aStage()));

    expect(examination && examineAsked(askedIn(examination), changesIn(examination))).toEqual(examination);
    expect(JSON.stringify(examination).length).toBeLessThan(64 * 1024);
  });

  it('says of each series that it could not have why, and goes on', async () => {
    const stage = failingPayments(aStage());
    stage.metrics.draw('process_cpu', new DependencyUnavailable('prometheus', 'it does not answer'));

    const examination = await examinedIn(stage);

    expect(examination?.outcome).toBe('explained');
    expect(examination?.looked.filter(({ missing }) => missing?.includes('does not answer'))).not.toHaveLength(0);
  });

  it('goes on without what is late, and says so', async () => {
    const stage = failingPayments(aStage());
    const { over } = stage.metrics;
    const never = new Promise<never>(() => undefined);
    stage.metrics.over = (query, ...span) => (query.includes('process_cpu') ? never : over(query, ...span));
    stage.patience = async (_seconds, work) => {
      const answer = work();
      const late = async (): Promise<'late'> => {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        return 'late';
      };
      return Promise.race([answer, late()]);
    };

    const examination = await examinedIn(stage);

    expect(examination?.outcome).toBe('explained');
    const late = examination?.looked.filter(({ missing }) => missing === 'evidence: no answer within 10 s');
    expect(new Set(late?.map(({ signal }) => signal))).toEqual(new Set(['cpu_cores']));
  });

  it('does not take what was wrong before for normal', async () => {
    // Calls failed as much once before, for longer than they were well since.
    const twice = (from: Date, to: Date, step: number): readonly Sample[] =>
      turning(6, 6)(from, to, step).map(([at, value]) => {
        const ago = to.getTime() / 1000 - at;
        return [at, ago > 60 || ago <= 30 ? value : 0] as const;
      });
    const failingTwice = () => {
      const stage = failingPayments(aStage());
      stage.metrics.draw(/"(checkout|payments)",(status|outcome)/, twice);
      return stage;
    };
    const told = failingTwice();
    told.metrics.draw(/ALERTS.* and /, (from, to, step) =>
      twice(from, to, step).filter(([at, value]) => value > 0 && Math.abs(to.getTime() / 1000 - at - 45) > 20),
    );

    const blind = await examinedIn(failingTwice());
    const examination = await examinedIn(told);

    expect(blind?.outcome).toBe('inconclusive');
    expect(examination).toMatchObject({ outcome: 'explained', suspects: [{ service: 'payments' }, {}] });
    expect(examination?.troubled).toHaveLength(1);
  });

  it('holds what was changed against the cause, whoever tells of it', async () => {
    const stage = failingPayments(aStage());
    const now = stage.clock().getTime() / 1000;
    const by = { kind: 'deployment' as const, summary: 'version 2', by: 'ci', reportedAt: stage.clock().toISOString() };
    const at = new Date((now - 45) * 1000).toISOString();
    await stage.changes.record({ ...by, id: 'CHG-guilty', service: 'payments', at });
    await stage.changes.record({ ...by, id: 'CHG-elsewhere', service: 'orders', at });
    stage.changeSources[0]?.known.push({ ...by, id: 'late', service: 'payments', at: now - 1, source: 'lambda' });

    const examination = await examinedIn(stage);

    const suspects = examination?.changes?.filter(({ suspect }) => suspect).map(({ change }) => change.id);
    expect(examination?.changes?.map(({ change }) => change.id).toSorted()).toEqual([
      'CHG-elsewhere',
      'CHG-guilty',
      'late',
    ]);
    expect(suspects).toContain('CHG-guilty');
    expect(suspects).not.toContain('CHG-elsewhere');
    expect(examination?.says).toContain('Suspect is the deployment of payments');
  });

  describe('with what the systems that run services keep by themselves', () => {
    const errorsOf = (stage: Stage, partly?: string) => {
      const end = Math.floor(stage.clock().getTime() / 1000);
      const samples = Array.from({ length: 40 }, (_, i) => [end - (39 - i) * 20, i < 37 ? 0 : 6] as const);
      stage.seriesSources[0]?.keep('storefront-payments', {
        signal: 'lambda_errors_per_second',
        query: 'errors of the function',
        samples,
        partly,
      });
      return stage;
    };

    it('looks at it beside what Prometheus knows, and says what of it is only a part', async () => {
      const examination = await examinedIn(errorsOf(failingPayments(aStage()), 'PartialData'));

      const kept = examination?.looked.filter(({ signal }) => signal.startsWith('lambda_'));
      expect(kept).toMatchObject([{ service: 'payments', value: 6, normally: 0, partly: 'PartialData' }]);
      expect(examination?.suspects[0]?.service).toBe('payments');
    });

    it('goes on without a system that cannot be asked, and says so', async () => {
      const stage = failingPayments(aStage());
      for (const source of stage.seriesSources) source.failing = new DependencyUnavailable('cloudwatch', 'throttled');

      const examination = await examinedIn(stage);

      expect(examination?.outcome).toBe('explained');
      expect(examination?.looked.filter(({ missing }) => missing?.includes('throttled'))).not.toHaveLength(0);
    });
  });

  it('takes what traces show for topology, beside what the policy says', async () => {
    const stage = failingPayments(aStage());
    stage.metrics.say('traces_service_graph_request_total', [
      { labels: { client: 'payments', server: 'bank"} or vector(1) #' }, value: 3 },
      { labels: { client: 'elsewhere', server: 'nowhere' }, value: 3 },
    ]);

    const examination = await examinedIn(stage);

    expect(examination?.calls).toContainEqual(['payments', 'bank"} or vector(1) #']);
    expect(examination?.calls.flat()).not.toContain('elsewhere');
    expect(stage.metrics.asked.filter((query) => query.includes('bank"}'))).toEqual([]);
    expect(examination?.suspects[0]?.service).toBe('payments');
  });

  it('keeps to the policy where nobody answers what traces show, and says so', async () => {
    const stage = failingPayments(aStage());
    stage.metrics.say('traces_service_graph', new DependencyUnavailable('prometheus', 'down'));

    const examination = await examinedIn(stage);

    expect(examination).toMatchObject({ outcome: 'explained', graphMissing: 'prometheus: down' });
  });

  it('shows what the log of a service says that it did not say before', async () => {
    const stage = failingPayments(aStage());
    const now = Math.floor(stage.clock().getTime() / 1000);
    const lines = (from: number, to: number, text: string) =>
      Array.from({ length: to - from }, (_, i) => ({ at: now + from + i, text }));
    stage.logs.write(
      'storefront-payments',
      ...lines(-300, -20, 'INFO charge.authorised'),
      ...lines(-20, 0, 'ERROR no key'),
    );

    const examination = await examinedIn(stage);

    expect(examination?.logs).toMatchObject([
      { service: 'payments', found: { appeared: [{ template: 'ERROR no key', normally: 0 }] } },
    ]);
  });

  it('says which log could not be read, and goes on', async () => {
    const stage = failingPayments(aStage());
    stage.logs.failing = new DependencyUnavailable('cloudwatch logs', 'throttled');

    const examination = await examinedIn(stage);

    expect(examination?.outcome).toBe('explained');
    expect(examination?.logs).toContainEqual({
      service: 'payments',
      query: 'the log of payments',
      missing: 'cloudwatch logs: throttled',
    });
  });

  it('says who could not be asked for changes, and goes on', async () => {
    const stage = failingPayments(aStage());
    for (const source of stage.changeSources) source.failing = new DependencyUnavailable('lambda', 'throttled');

    const examination = await examinedIn(stage);

    expect(examination?.outcome).toBe('explained');
    expect(examination?.changesMissing).toContain('changes of payments at scripted: lambda: throttled');
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
