import type { IncidentId } from '../domain/incident.ts';
import { type Integrations, sinksOn } from '../domain/integrations.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Wakes } from '../ports/wakes.ts';

export interface DispatchDeps {
  readonly deliveries: Pick<Deliveries, 'want'>;
  readonly wakes: Wakes;
  readonly integrations: () => Promise<Integrations>;
  readonly clock: Clock;
}

/** An entry that was written, as the stream tells of it. */
export interface Written {
  readonly incidentId: IncidentId;
  readonly seq: number;
}

/** Notes what is due at each sink, then wakes whoever delivers: should the wake be lost, the note is swept up later. */
export const makeDispatchEntries =
  ({ deliveries, wakes, integrations, clock }: DispatchDeps) =>
  async (written: readonly Written[]): Promise<{ readonly woken: number; readonly unwoken: readonly IncidentId[] }> => {
    const sinks = sinksOn(await integrations());
    if (sinks.length === 0) return { woken: 0, unwoken: [] };
    const newest = new Map<IncidentId, number>();
    for (const { incidentId, seq } of written) newest.set(incidentId, Math.max(seq, newest.get(incidentId) ?? 0));
    const unwoken: IncidentId[] = [];
    for (const [incidentId, seq] of newest) {
      await deliveries.want(incidentId, sinks, seq, instant(clock()));
      await wakes.send({ incidentId, sinks }).catch(() => unwoken.push(incidentId));
    }
    return { woken: newest.size - unwoken.length, unwoken };
  };
