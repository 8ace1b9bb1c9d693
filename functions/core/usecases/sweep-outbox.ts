import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Wakes } from '../ports/wakes.ts';

export interface SweepOutboxDeps {
  readonly deliveries: Pick<Deliveries, 'behind' | 'read'>;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

/** Younger ones are on their way. */
const YOUNG_SECONDS = 60;
const MOST = 100;

/** Wakes again for everything that is behind and nobody seems to be at: a lost wake or a crash costs time, no fact. */
export const makeSweepOutbox =
  ({ deliveries, wakes, clock }: SweepOutboxDeps) =>
  async (): Promise<{ readonly behind: number; readonly woken: number }> => {
    const now = instant(clock());
    const all = await deliveries.behind(MOST);
    let woken = 0;
    for (const { incidentId, sink, since } of all) {
      if (secondsBetween(since, now) < YOUNG_SECONDS) continue;
      const { leaseUntil, retryAt } = await deliveries.read(incidentId, sink);
      const due = [leaseUntil, retryAt].every((at) => at === undefined || secondsBetween(at, now) > 0);
      if (!due) continue;
      await wakes.send({ incidentId, sinks: [sink] });
      woken += 1;
    }
    return { behind: all.length, woken };
  };
