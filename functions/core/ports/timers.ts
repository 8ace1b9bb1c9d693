import type { Timer } from '../domain/timer.ts';

/** Has something looked at later. A timer fires at least once, not before its time; whoever handles it can do so twice. */
export interface Timers {
  /** Resolves when the timer is stored. Seconds may be a fraction; nothing below zero. */
  after(seconds: number, timer: Timer): Promise<void>;
}
