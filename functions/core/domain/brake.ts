import type { Instant } from './time.ts';

/** The stop for all actions, of one service or of everything (`global`). */
export interface Brake {
  readonly scope: string;
  readonly engaged: boolean;
  /** Subject who last moved it. */
  readonly by: string;
  readonly reason: string;
  readonly at: Instant;
}

export const GLOBAL_BRAKE = 'global';

/** The brake that stops a service: its own or the global one, whichever is engaged. */
export const engagedFor = (brakes: readonly Brake[], service: string): Brake | undefined =>
  brakes.find(({ engaged, scope }) => engaged && (scope === GLOBAL_BRAKE || scope === service));
