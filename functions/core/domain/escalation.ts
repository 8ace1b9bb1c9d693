import type { WholeIncident } from './incident.ts';
import type { EscalationPolicy } from './integrations.ts';
import { type Instant, secondsBetween } from './time.ts';

/** The target that is due to be called, from 2; undefined while somebody is at it, was called a moment ago, or all were. */
export const dueLevel = (
  { incident, timeline }: WholeIncident,
  { repeatAfterSeconds, levels }: EscalationPolicy,
  now: Instant,
): number | undefined => {
  if (incident.status !== 'escalated' || incident.acknowledgedAt !== undefined) return undefined;
  const handed = timeline.findLast(({ kind }) => kind === 'incident.escalated')?.seq ?? 0;
  const calls = timeline.filter(
    ({ kind, seq }) => seq > handed && (kind === 'people.told' || kind === 'escalation.repeated'),
  );
  const last = calls.at(-1);
  if (last === undefined || calls.length >= levels) return undefined;
  return secondsBetween(last.at, now) >= repeatAfterSeconds ? calls.length + 1 : undefined;
};
