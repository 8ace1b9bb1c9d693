import type { Instant } from '../domain/time.ts';

/** Which alert: a source and its fingerprint, in whichever group it comes. */
export interface Flapper {
  readonly source: string;
  readonly fingerprint: string;
}

/** Remembers when alerts changed, across the incidents that they belonged to. */
export interface FlapHistory {
  /**
   * Notes moments at which an alert changed and answers all that are remembered of it. Repeating changes nothing.
   * What is older than `windowSeconds` before `now` may be forgotten.
   */
  note(alert: Flapper, moments: readonly Instant[], now: Instant, windowSeconds: number): Promise<readonly Instant[]>;
}
