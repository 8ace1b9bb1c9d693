import { describe } from 'vitest';
import { scriptedSeriesSource } from '../support/fakes/series-source.ts';
import { seriesSourceContract } from './series-source.ts';

describe('kept series in memory', () =>
  seriesSourceContract(() => {
    const source = scriptedSeriesSource();
    return {
      source,
      err: async (samples) => {
        source.keep('a-function', {
          signal: 'lambda_errors_per_second',
          query: 'errors of a-function',
          samples: samples.toSorted(([a], [b]) => a - b),
        });
        return 'a-function';
      },
    };
  }));
