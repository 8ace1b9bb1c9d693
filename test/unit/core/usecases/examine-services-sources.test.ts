import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { examinedIn, failingPayments } from './failing-payments.ts';
import { aStage, type Stage } from './stage.ts';

describe('examining with what others keep of the services', () => {
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
});
