import type { Target } from './deliver.ts';

/** What the bench measures, and how it gets at the processes that it is to kill. */
export interface Bench {
  readonly webhook: Target;
  readonly empty: Target;
  /** Kills a few workers of the webhook or the intake; answers how many. */
  readonly strike: (lambda: 'webhook' | 'intake' | 'empty', most: number) => number;
  readonly tell: (what: string) => void;
}
