import type { SinkName } from '../domain/delivery.ts';
import type { IncidentId } from '../domain/incident.ts';

/** "There is something to deliver": carries no facts, so a repeated one costs a look and a lost one only time. */
export interface Wake {
  readonly incidentId: IncidentId;
  readonly sinks: readonly SinkName[];
}

/** Wakes whoever delivers, now or after some seconds (at most 900). */
export interface Wakes {
  send(wake: Wake, afterSeconds?: number): Promise<void>;
}
