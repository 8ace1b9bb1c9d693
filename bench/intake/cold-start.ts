import type { Bench } from './bench.ts';
import { type Delivery, deliver } from './deliver.ts';
import { percentile } from './percentile.ts';
import type { Planned } from './traffic.ts';

/** Milliseconds from sending to the answer while no worker of the Lambda was there. */
export interface ColdStart {
  readonly times: readonly number[];
  readonly median: number;
}

const TIMES = 5;

const EVERY = Number.MAX_SAFE_INTEGER;

/** Kills every worker of a Lambda, then asks it: a few times each, in turns. */
export const coldStartsOf = async (
  { webhook, empty, strike }: Bench,
  next: () => Planned,
): Promise<{ readonly webhook: ColdStart; readonly empty: ColdStart; readonly deliveries: readonly Delivery[] }> => {
  const deliveries: Delivery[] = [];
  const theirs: Delivery[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    strike('webhook', EVERY);
    deliveries.push(await deliver(webhook, next()));
    strike('empty', EVERY);
    theirs.push(await deliver(empty, next()));
  }
  const startOf = (some: readonly Delivery[]): ColdStart => {
    const times = some.map(({ milliseconds }) => milliseconds);
    return { times, median: percentile(times, 50) };
  };
  return { webhook: startOf(deliveries), empty: startOf(theirs), deliveries };
};
