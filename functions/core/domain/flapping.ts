import type { Alert } from './alert.ts';
import type { FlappingPolicy } from './policy.ts';
import { type Instant, secondsBetween } from './time.ts';

/** When an alert began to fire, or ceased to: its transitions as far as it tells of them. */
export const momentsOf = ({ startsAt, endsAt }: Alert): readonly Instant[] =>
  endsAt === undefined ? [startsAt] : [startsAt, endsAt];

/** How often an alert changed within the window; at the policy's number it flaps. Moments ahead of our clock count. */
export const isFlapping = (moments: readonly Instant[], now: Instant, policy: FlappingPolicy): boolean =>
  within(moments, now, policy).length >= policy.transitions;

/** The moments that still matter. */
export const within = (
  moments: readonly Instant[],
  now: Instant,
  { windowSeconds }: Pick<FlappingPolicy, 'windowSeconds'>,
): readonly Instant[] => [...new Set(moments)].filter((moment) => secondsBetween(moment, now) <= windowSeconds);
