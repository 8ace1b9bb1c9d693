import type { Clock } from '../../../functions/core/ports/clock.ts';

/** A clock that stands still until it is told to move. */
export interface FixedClock extends Clock {
  advance(seconds: number): void;
  set(at: string): void;
}

export const fixedClock = (start = '2026-03-02T10:00:00.000Z'): FixedClock => {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
    set: (at: string) => {
      now = Date.parse(at);
    },
  });
};
