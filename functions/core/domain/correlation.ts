import type { Alert } from './alert.ts';
import type { IncidentId } from './incident.ts';
import type { CorrelationPolicy } from './policy.ts';
import { type Instant, secondsBetween } from './time.ts';

/** One trouble as it comes in: a group's new alerts. */
export interface Trouble {
  readonly source: string;
  readonly groupKey: string;
  readonly service?: string | undefined;
  /** When its first alert began to fire. */
  readonly startsAt: Instant;
}

/** An incident that takes in others, as far as joining it goes. */
export interface OpenTrouble extends Trouble {
  readonly id: IncidentId;
  /** How many alerts of other groups it has taken in already. */
  readonly swallowed: number;
}

/** Who calls whom: callees by service. */
export type Calls = Readonly<Record<string, readonly string[]>>;

export type Belonging =
  | {
      readonly to: 'open';
      readonly id: IncidentId;
      readonly reason: 'same_group' | 'same_service' | 'neighbour';
      readonly because: string;
    }
  | { readonly to: 'new' };

const callees = (calls: Calls, service: string): readonly string[] =>
  Object.hasOwn(calls, service) ? (calls[service] ?? []) : [];

/** The direct callers and callees of a service, without itself. */
export const neighboursOf = (calls: Calls, service: string): readonly string[] => {
  const callers = Object.keys(calls).filter((caller) => callees(calls, caller).includes(service));
  return [...new Set([...callees(calls, service), ...callers])].filter((other) => other !== service).sort();
};

/**
 * Which open incident a new trouble belongs to: its group's own; else one of the same service, else of a direct
 * caller or callee, that began within the window and is not full. Of several the earliest, so that a storm gathers.
 */
export const belongingOf = (
  trouble: Trouble,
  open: readonly OpenTrouble[],
  calls: Calls,
  limits: Pick<CorrelationPolicy, 'cap' | 'windowSeconds'>,
): Belonging => {
  const own = open.find(({ source, groupKey }) => source === trouble.source && groupKey === trouble.groupKey);
  if (own !== undefined) return { to: 'open', id: own.id, reason: 'same_group', because: 'the same group is open' };
  const { service } = trouble;
  if (service === undefined) return { to: 'new' };

  const apart = (other: OpenTrouble): number => Math.abs(secondsBetween(other.startsAt, trouble.startsAt));
  const near = open
    .filter((other) => other.swallowed < limits.cap && apart(other) <= limits.windowSeconds)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1));
  const began = (other: OpenTrouble): string => `both began within ${Math.max(1, Math.ceil(apart(other)))} s`;

  const same = near.find((other) => other.service === service);
  if (same !== undefined) {
    return {
      to: 'open',
      id: same.id,
      reason: 'same_service',
      because: `it is about ${service} too and ${began(same)}`,
    };
  }
  const beside = new Set(neighboursOf(calls, service));
  const neighbour = near.find((other) => other.service !== undefined && beside.has(other.service));
  if (neighbour?.service === undefined) return { to: 'new' };
  const [caller, callee] = callees(calls, service).includes(neighbour.service)
    ? [service, neighbour.service]
    : [neighbour.service, service];
  return {
    to: 'open',
    id: neighbour.id,
    reason: 'neighbour',
    because: `${caller} calls ${callee} and ${began(neighbour)}`,
  };
};

/** What an incident knows of the others' alerts that it takes in; nothing changes when all of them are its own. */
export const swallowing = (
  { swallowed = 0 }: { readonly swallowed?: number | undefined },
  alerts: readonly { readonly alert: Alert }[],
): { readonly swallowed?: number } => {
  const others = alerts.filter(({ alert }) => alert.from !== undefined).length;
  return others === 0 ? {} : { swallowed: swallowed + others };
};

/** What is left of that when some of the others' alerts leave again. */
export const releasing = (
  { swallowed = 0 }: { readonly swallowed?: number | undefined },
  left: number,
): { readonly swallowed: number } => ({ swallowed: Math.max(0, swallowed - left) });
