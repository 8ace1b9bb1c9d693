import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { FiredAlert } from './fired.ts';

/** The moments of a run that the monitoring and the declared window dictate, in seconds after the fault. */
export interface Floor {
  /** The first second at which what was scraped was bad by the alert's rule. */
  readonly bad: number;
  /** The first evaluation at which the alert was active: its scrapes had gone bad by then. */
  readonly active: number;
  readonly firing: number;
  /** When the notification arrived: after Alertmanager's group_wait. */
  readonly flushed: number;
  /** When the last action was done. */
  readonly acted: number;
  /** The last sample that the verification needed: with it every condition had held for as long as it must. */
  readonly lastSample: number;
  readonly closed: number;
  /** How long it takes even if we take no time at all: until the flush, and from the action to that sample. */
  readonly floor: number;
  /** What we took beyond it. */
  readonly beyond: number;
}

const RECEIVED = 'receivedAt';

type Measurement = NonNullable<IncidentView['verification']>['measurements'][number];

/** When a condition had held for as long as it must, by its own samples; the record may hold later ones, from the look that found it. */
const neededOf = ({ samples, heldSeconds, holdSeconds }: Measurement): number | undefined => {
  const newest = samples.at(-1)?.[0];
  if (newest === undefined) return undefined;
  const from = newest - heldSeconds;
  return samples.find(([at]) => at >= from + holdSeconds)?.[0] ?? newest;
};

/** Where the time of a healed run went; undefined when it was not healed. */
export const floorOf = (
  injectedAt: string,
  { timeline, actions, verification, alerts }: IncidentView,
  fired: readonly FiredAlert[],
): Floor | undefined => {
  const since = (at: string): number => (Date.parse(at) - Date.parse(injectedAt)) / 1000;
  const ours = new Set(alerts.map(({ name, service }) => `${name} ${service}`));
  const [first] = fired
    .filter(({ name, service }) => ours.has(`${name} ${service}`))
    .toSorted((a, b) => a.firesAt - b.firesAt);
  const opened = timeline[0];
  const closedAt = timeline.find(({ kind }) => kind === 'incident.closed')?.at;
  const actedAt = actions
    .flatMap(({ endedAt }) => endedAt ?? [])
    .toSorted()
    .at(-1);
  const needed = (verification?.measurements ?? []).flatMap((one) => neededOf(one) ?? []);
  if (first === undefined || opened === undefined || closedAt === undefined || actedAt === undefined) return undefined;
  if (needed.length === 0) return undefined;
  const told = opened.data[RECEIVED];
  const zero = Date.parse(injectedAt) / 1000;
  const flushed = since(typeof told === 'string' ? told : opened.at);
  const acted = since(actedAt);
  const lastSample = Math.max(...needed) - zero;
  const closed = since(closedAt);
  const floor = flushed + Math.max(0, lastSample - acted);
  return {
    bad: first.badAt - zero,
    active: first.activeAt - zero,
    firing: first.firesAt - zero,
    flushed,
    acted,
    lastSample,
    closed,
    floor,
    beyond: closed - floor,
  };
};
