import type { SinkName } from '../domain/delivery.ts';
import type { IncidentId } from '../domain/incident.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Wakes } from '../ports/wakes.ts';
import type { CountIncident } from './count-incident.ts';
import { eachAloneOf } from './each-alone.ts';

export interface DispatchDeps {
  readonly deliveries: Pick<Deliveries, 'want'>;
  readonly wakes: Wakes;
  /** Who is told of entries, by the policy as it is now. */
  readonly sinks: () => Promise<readonly SinkName[]>;
  readonly clock: Clock;
  readonly count: CountIncident;
}

/** An entry that was written, as the stream tells of it. */
export interface Written {
  readonly incidentId: IncidentId;
  readonly seq: number;
}

export interface Dispatched {
  readonly woken: number;
  readonly unwoken: readonly IncidentId[];
  /** Their entries are counted with the next one of theirs, or by the sweep. */
  readonly uncounted: readonly IncidentId[];
}

/** So many incidents are counted at once. */
const AT_ONCE = 8;

/**
 * Notes what is due at each sink, then wakes whoever delivers: should the wake be lost, the note is swept up later. Then
 * what was written is counted; an incident that cannot be counted holds up no other.
 */
export const makeDispatchEntries = ({ deliveries, wakes, sinks: sinksNow, clock, count }: DispatchDeps) => {
  const wake = async (newest: ReadonlyMap<IncidentId, number>): Promise<readonly IncidentId[]> => {
    const sinks = await sinksNow();
    if (sinks.length === 0) return [];
    const unwoken: IncidentId[] = [];
    for (const [incidentId, seq] of newest) {
      await deliveries.want(incidentId, sinks, seq, instant(clock()));
      await wakes.send({ incidentId, sinks }).catch(() => unwoken.push(incidentId));
    }
    return unwoken;
  };

  const countAll = async (newest: ReadonlyMap<IncidentId, number>): Promise<readonly IncidentId[]> => {
    const uncounted = await eachAloneOf([...newest], AT_ONCE, async ([id, seq]) =>
      (await count(id, seq).catch(() => 'failed' as const)) === 'counted' ? undefined : id,
    );
    return uncounted.filter((id) => id !== undefined);
  };

  return async (written: readonly Written[]): Promise<Dispatched> => {
    const newest = new Map<IncidentId, number>();
    for (const { incidentId, seq } of written) newest.set(incidentId, Math.max(seq, newest.get(incidentId) ?? 0));
    const unwoken = await wake(newest);
    return { woken: newest.size - unwoken.length, unwoken, uncounted: await countAll(newest) };
  };
};
