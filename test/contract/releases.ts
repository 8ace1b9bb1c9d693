import { expect, it } from 'vitest';
import type { Releases } from '../../functions/core/ports/releases.ts';

/** A function with two published versions, of which the alias names the second. */
export interface ReleasesSubject {
  readonly releases: Releases;
  readonly functionName: string;
  readonly alias: string;
}

/** What every look at releases promises. */
export const releasesContract = (make: () => Promise<ReleasesSubject> | ReleasesSubject): void => {
  it('tells what the alias names and what was published, oldest first', async () => {
    const { releases, functionName, alias } = await make();

    const deployed = await releases.deployed(functionName, alias);

    expect(deployed).toEqual({
      current: '2',
      versions: [
        { version: '1', publishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
        { version: '2', publishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
      ],
      revision: expect.stringMatching(/./),
      weights: {},
    });
  });

  it('fails as unavailable for a function or an alias that is not there', async () => {
    const { releases, functionName, alias } = await make();

    const answers = await Promise.allSettled([
      releases.deployed('no-such-function', alias),
      releases.deployed(functionName, 'no-such-alias'),
    ]);

    expect(answers).toMatchObject([
      { status: 'rejected', reason: { name: 'DependencyUnavailable' } },
      { status: 'rejected', reason: { name: 'DependencyUnavailable' } },
    ]);
  });
};
