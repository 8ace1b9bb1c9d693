import type { Instant } from '../domain/time.ts';

/** Which alert: a source and its fingerprint, in whichever group it comes. */
export interface Flapper {
  readonly source: string;
  readonly fingerprint: string;
}

/** Remembers when alerts changed, across the incidents that they belonged to. */
export interface FlapHistory {
  /**
   * Notes moments at which an alert changed; answers those of the last `windowSeconds` before `now`, each once. Repeating
   * changes nothing.
   */
  note(alert: Flapper, moments: readonly Instant[], now: Instant, windowSeconds: number): Promise<readonly Instant[]>;
}
