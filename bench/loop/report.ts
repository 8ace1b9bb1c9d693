import { durationsOf } from '../../functions/core/domain/durations.ts';
import { percentile } from '../intake/percentile.ts';
import type { Case } from './cases.ts';
import { type Floor, floorOf } from './floor.ts';
import { judge, type Seen, type Verdict } from './judge.ts';
import { storyOf } from './story.ts';

/** The legs of a run, in seconds. */
export interface Leg {
  readonly name: string;
  readonly seconds: number;
}

/** One injection, as it is kept. */
export interface Run extends Verdict {
  readonly name: string;
  readonly expected: Case['expected'];
  readonly injectedAt: string;
  readonly incidents: readonly {
    readonly id: string;
    readonly status: string;
    readonly endedFor?: string | undefined;
  }[];
  readonly legs: readonly Leg[];
  readonly total: number | undefined;
  readonly ours: number | undefined;
  readonly floor: Floor | undefined;
  /** What happened, where it did not go as it must. */
  readonly story?: readonly string[];
}

const MEASURES = new Set(['total', 'ours']);

/** What an injection came to, and how long each part of it took; of several incidents, the one that took longest. */
export const runOf = (one: Case, seen: Seen): Run => {
  const { injectedAt, incidents, firings } = seen;
  const timed = incidents.map((incident) => ({ incident, legs: durationsOf(incident, injectedAt) }));
  const secondsOf = (legs: readonly Leg[], name: string) => legs.find((leg) => leg.name === name)?.seconds;
  const slowest = timed.toSorted((a, b) => (secondsOf(b.legs, 'total') ?? 0) - (secondsOf(a.legs, 'total') ?? 0))[0];
  const legs = slowest?.legs ?? [];
  const verdict = judge(one, seen);
  return {
    name: one.name,
    expected: one.expected,
    injectedAt,
    ...verdict,
    ...(!verdict.asExpected && { story: incidents.flatMap(storyOf) }),
    incidents: incidents.map(({ id, status, endedFor }) => ({ id, status, endedFor })),
    legs: legs.filter(({ name }) => !MEASURES.has(name)).map(({ name, seconds }) => ({ name, seconds })),
    total: secondsOf(legs, 'total'),
    ours: secondsOf(legs, 'ours'),
    floor: slowest && floorOf(injectedAt, slowest.incident, firings),
  };
};

/** What all runs together came to. */
export interface Summary {
  readonly healed: { readonly of: number; readonly right: number };
  readonly handedOver: { readonly of: number; readonly right: number };
  readonly lost: number;
  readonly falseFixes: number;
  readonly wrongActions: number;
  /** Seconds from fault to closed, of those that were to be healed. */
  readonly median: number;
  readonly worst: number;
  /** The median of our own part of a run. */
  readonly oursShare: number;
}

export const summaryOf = (runs: readonly Run[]): Summary => {
  const count = (some: readonly Run[]) => ({
    of: some.length,
    right: some.filter(({ asExpected }) => asExpected).length,
  });
  const toHeal = runs.filter(({ expected }) => expected !== 'handed over');
  const closed = toHeal.filter(({ asExpected }) => asExpected).flatMap(({ total }) => total ?? []);
  const shares = toHeal.flatMap(({ total, ours }) => (total && ours !== undefined ? [ours / total] : []));
  return {
    healed: count(toHeal),
    handedOver: count(runs.filter(({ expected }) => expected === 'handed over')),
    lost: runs.reduce((sum, { lost }) => sum + lost.length, 0),
    falseFixes: runs.reduce((sum, { falseFixes }) => sum + falseFixes.length, 0),
    wrongActions: runs.reduce((sum, { wrongActions }) => sum + wrongActions.length, 0),
    median: percentile(closed, 50),
    worst: percentile(closed, 100),
    oursShare: percentile(shares, 50),
  };
};

/** Every rule that the runs broke, in words. */
export const breachesOf = (runs: readonly Run[]): readonly string[] =>
  runs.flatMap(({ name, injectedAt, asExpected, expected, lost, falseFixes, wrongActions, left }) => [
    ...(asExpected ? [] : [`${name} at ${injectedAt} was not ${expected}`]),
    ...lost.map((alert) => `${name} at ${injectedAt}: no incident has ${alert}`),
    ...falseFixes.map((fix) => `${name} at ${injectedAt}: closed as verified ${fix}`),
    ...wrongActions.map((action) => `${name} at ${injectedAt}: ${action}`),
    ...left.map((what) => `${name} at ${injectedAt} left the shop not as new: ${what}`),
  ]);
