import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { askedIn, changesIn, examineAsked } from '../../../../functions/core/domain/examine-record.ts';
import { planSeries, servicesAround } from '../../../../functions/core/domain/series-plan.ts';
import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { aPolicy } from '../../../support/builders.ts';
import { examinedIn, failingPayments, turning } from './failing-payments.ts';
import { aStage, hurtDatabase } from './stage.ts';

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

  it('does not blame who was at fault in another trouble that was over just before', async () => {
    const between =
      (from: number, to: number, value: number, usual: number) => (start: Date, end: Date, step: number) =>
        turning(usual, usual)(start, end, step).map(([at]): Sample => {
          const ago = end.getTime() / 1000 - at;
          return [at, ago <= from && ago > to ? value : usual];
        });
    const stage = failingPayments(aStage());
    stage.metrics.draw(/seconds_(sum|total)[{].*"database"/, between(110, 33, 40, 0.5));
    stage.metrics.draw(/ALERTS.* unless /, between(105, 35, 1, 0));
    stage.metrics.draw(/ALERTS.* and /, between(29, -1, 1, 0));

    const examination = await examinedIn(stage);

    expect(examination).toMatchObject({ outcome: 'explained', suspects: [{ service: 'payments' }, {}] });
    expect(examination?.troubled).toHaveLength(1);
  });

  it('does not look at what was over before the incident where no alert tells since when', async () => {
    const stage = failingPayments(aStage());
    const end = Math.floor(stage.clock().getTime() / 1000);
    stage.metrics.draw(/ALERTS.* unless /, [[end - 12, 1]]);

    const examination = await examinedIn(stage);

    expect(examination?.windowFrom).toBeGreaterThan(end - 12);
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
