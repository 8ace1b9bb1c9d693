import type { Piece } from './guide.ts';
import type { Check } from './tool-checks.ts';
import type { Tried } from './try-out.ts';

/** Everything that is told of connecting one source. */
export interface Connection {
  readonly source: string;
  readonly address: string;
  readonly pieces: readonly Piece[];
  readonly notes: readonly string[];
  readonly checks: readonly Check[];
  /** Absent when nothing was sent; `untried` says why nothing could be. */
  readonly tried?: Tried | undefined;
  readonly untried?: string | undefined;
}
