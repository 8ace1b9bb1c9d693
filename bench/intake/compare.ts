import type { Delivery } from './deliver.ts';
import { type Spread, spreadOf } from './percentile.ts';

/** Deliveries of one kind of target, and how long they took together. */
export interface Stretch {
  readonly deliveries: readonly Delivery[];
  readonly seconds: number;
}

/** How fast one target answered. */
export interface Speed extends Spread {
  /** Notifications in a second. */
  readonly throughput: number;
}

/** The webhook beside the almost empty Lambda. */
export interface Comparison {
  readonly clients: number;
  readonly webhook: Speed;
  readonly empty: Speed;
  /** How many times longer the webhook takes at p50. */
  readonly latencyRatio: number;
  /** How many times more the almost empty Lambda takes in a second. */
  readonly throughputRatio: number;
}

const speedOf = (stretches: readonly Stretch[]): Speed => {
  const answered = stretches.flatMap(({ deliveries }) => deliveries).filter(({ status }) => status === 202);
  const seconds = stretches.reduce((sum, stretch) => sum + stretch.seconds, 0);
  return { ...spreadOf(answered.map(({ milliseconds }) => milliseconds)), throughput: answered.length / seconds };
};

export const compare = (clients: number, ours: readonly Stretch[], theirs: readonly Stretch[]): Comparison => {
  const webhook = speedOf(ours);
  const empty = speedOf(theirs);
  return {
    clients,
    webhook,
    empty,
    latencyRatio: webhook.p50 / empty.p50,
    throughputRatio: empty.throughput / webhook.throughput,
  };
};
