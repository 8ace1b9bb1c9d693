import type { Alert } from './alert.ts';
import type { Sample } from './verification.ts';

/** What is asked instead of Prometheus when a condition is about the incident's own alerts. */
export const ALERTS_FIRING = 'alerts of this incident that fire, as their sources told';

/** How many of some alerts fired at every step of a stretch, as far as the record knows. Unix seconds. */
export const firingOver = (alerts: readonly Alert[], from: number, to: number, step: number): readonly Sample[] => {
  const spans = alerts.map(({ startsAt, endsAt, status }) => ({
    from: Date.parse(startsAt) / 1000,
    to: status === 'firing' || endsAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endsAt) / 1000,
  }));
  const samples: Sample[] = [];
  for (let at = from; at <= to; at += step) {
    samples.push([at, spans.filter((span) => span.from <= at && at < span.to).length]);
  }
  return samples;
};
