import { expect, it } from 'vitest';
import type { Sample } from '../../functions/core/domain/verification.ts';
import type { SeriesSource } from '../../functions/core/ports/series-source.ts';

/** A source for which a test can say how many errors a second a function had, in minutes told by their end; answers the function's name. */
export interface SeriesSubject {
  readonly source: SeriesSource;
  readonly err: (perSecond: readonly Sample[]) => Promise<string>;
}

/** What all sources of kept series promise. */
export const seriesSourceContract = (make: () => SeriesSubject | Promise<SeriesSubject>): void => {
  const minute = Math.floor(Date.now() / 60_000) * 60;
  const at = (seconds: number) => new Date((minute + seconds) * 1000);
  const factsOf = (functionName: string) => ({ lambda: { functionName, alias: 'live' } });

  it('answers what was kept between two moments, the oldest first, each at the end of its time, and what was asked', async () => {
    const { source, err } = await make();
    const name = await err([
      [minute - 240, 9],
      [minute - 120, 1],
      [minute - 60, 2],
    ]);

    const series = await source.seriesOf(factsOf(name), at(-180), at(0));

    const errors = series.find(({ signal }) => signal === 'lambda_errors_per_second');
    expect(errors?.samples).toEqual([
      [minute - 120, 1],
      [minute - 60, 2],
    ]);
    expect(errors?.query).toContain(name);
  });

  it('leaves out a minute that is not over', async () => {
    const { source, err } = await make();
    const name = await err([
      [minute - 60, 1],
      [minute, 2],
    ]);

    const series = await source.seriesOf(factsOf(name), at(-180), at(-10));

    expect(series.flatMap(({ signal, samples }) => (signal.includes('errors') ? samples : []))).toEqual([
      [minute - 60, 1],
    ]);
  });

  it('answers no samples for what nobody measured, and nothing for what the policy does not place', async () => {
    const { source } = await make();

    const answers = await Promise.all([
      source.seriesOf(factsOf(`none-${crypto.randomUUID()}`), at(-180), at(0)),
      source.seriesOf({}, at(-180), at(0)),
    ]);

    expect(answers.map((series) => series.flatMap(({ samples }) => samples))).toEqual([[], []]);
    expect(answers[1]).toEqual([]);
  });
};
