import type { Alert } from './alert.ts';
import { type Instant, secondsBetween } from './time.ts';

/** When an alert began to fire, or ceased to: its transitions as far as it tells of them. */
export const momentsOf = ({ startsAt, endsAt }: Alert): readonly Instant[] =>
  endsAt === undefined ? [startsAt] : [startsAt, endsAt];

/** The moments that still matter, each once. Those ahead of our clock do. */
export const within = (moments: readonly Instant[], now: Instant, windowSeconds: number): readonly Instant[] =>
  [...new Set(moments)].filter((moment) => secondsBetween(moment, now) <= windowSeconds);
