import { describe } from 'vitest';
import { inMemoryReleases } from '../support/fakes/releases.ts';
import { releasesContract } from './releases.ts';

describe('releases in memory', () =>
  releasesContract(() => ({
    functionName: 'payments',
    alias: 'live',
    releases: inMemoryReleases({
      'payments:live': {
        current: '2',
        versions: [
          { version: '1', publishedAt: '2026-03-01T10:00:00.000Z' },
          { version: '2', publishedAt: '2026-03-02T09:00:00.000Z' },
        ],
        revision: 'r2',
        weights: {},
      },
    }),
  })));
