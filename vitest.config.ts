import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const };

/** These tests share nothing but pure modules, so that a fresh world for each file would only cost time. */
const quick = { ...node, pool: 'threads' as const, isolate: false, testTimeout: 30_000 };

/** Stories on a whole stack of their own. */
const stories = {
  ...node,
  globalSetup: ['test/support/stack.setup.ts'],
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/** The faults whose stories stand for all of them in `npm test`; the rest, and the traps, are `npm run test:faults`. */
const REPRESENTATIVE = 'test/e2e/{database-timeout,api-503}.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { ...quick, name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/lib/**'] } },
      // In a real browser, which is started once for each file.
      {
        test: {
          ...node,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...quick, name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      { test: { ...quick, hookTimeout: 120_000, name: 'stacks', include: ['test/unit/lib/**/*.test.ts'] } },
      {
        test: {
          ...node,
          name: 'rules',
          include: ['test/rules/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/emulator.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...stories,
          name: 'e2e',
          include: [REPRESENTATIVE, 'test/e2e/stack/**/*.test.ts'],
          // Stories mostly wait: two stacks, and on each one file at a time.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...stories,
          name: 'faults',
          include: ['test/e2e/*.test.ts', 'test/e2e/{traps,people,intake,agents}/*.test.ts'],
          exclude: [REPRESENTATIVE],
          // Some of them burn a core, and a neighbour would feel it.
          maxWorkers: 1,
        },
      },
    ],
  },
});
