import { expect, it } from 'vitest';
import type { Sample } from '../../functions/core/domain/verification.ts';
import type { LabelledValue, Metrics } from '../../functions/core/ports/metrics.ts';

/** Metrics that a test can give answers to, or make silent. */
export interface MetricsSubject {
  readonly metrics: Metrics;
  readonly say: (query: string, values: readonly LabelledValue[]) => void;
  readonly draw: (query: string, samples: readonly Sample[]) => void;
  readonly fallSilent: () => void | Promise<void>;
}

const FROM = new Date('2026-03-02T10:00:00.000Z');
const TO = new Date('2026-03-02T10:00:02.000Z');

/** What all metrics promise. */
export const metricsContract = (make: () => Promise<MetricsSubject> | MetricsSubject): void => {
  it('answers the labelled values of a query', async () => {
    const { metrics, say } = await make();
    const values = [
      { labels: { service: 'checkout', version: '3' }, value: 0.25 },
      { labels: { service: 'checkout', version: '' }, value: 0 },
    ];
    say('rate(errors_total[5s])', values);

    const answer = await metrics.at('rate(errors_total[5s])', TO);

    expect(answer).toEqual(values);
  });

  it('answers the samples of a query over time', async () => {
    const { metrics, draw } = await make();
    const samples: Sample[] = [
      [FROM.getTime() / 1000, 1],
      [FROM.getTime() / 1000 + 1, 0.5],
    ];
    draw('waiting', samples);

    const answer = await metrics.over('waiting', FROM, TO, 1);

    expect(answer).toEqual(samples);
  });

  it('answers nothing where there is no data', async () => {
    const { metrics } = await make();

    const answers = await Promise.all([metrics.at('absent', TO), metrics.over('absent', FROM, TO, 1)]);

    expect(answers).toEqual([[], []]);
  });

  it('fails as unavailable when it does not answer, rather than answering nothing', async () => {
    const { metrics, fallSilent } = await make();
    await fallSilent();

    const answers = await Promise.allSettled([metrics.at('up', TO), metrics.over('up', FROM, TO, 1)]);

    expect(answers).toMatchObject([
      { status: 'rejected', reason: { name: 'DependencyUnavailable' } },
      { status: 'rejected', reason: { name: 'DependencyUnavailable' } },
    ]);
  });
};
