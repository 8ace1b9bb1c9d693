import type { Breaker, Delivery, SinkName } from '../domain/delivery.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';

/** A delivery that has not reached what is due, and since when. */
export interface Behind {
  readonly incidentId: IncidentId;
  readonly sink: SinkName;
  readonly since: Instant;
}

/** How far each incident has come to each sink. */
export interface Deliveries {
  /** Notes that the entries up to `seq` are due; a smaller one than is known changes nothing. */
  want(id: IncidentId, sinks: readonly SinkName[], seq: number, at: Instant): Promise<void>;
  read(id: IncidentId, sink: SinkName): Promise<Delivery>;
  /**
   * Writes everything but `wantedSeq`, if nobody wrote since it was read, and answers it with its new version. One
   * that has reached what is due and is not leased is not behind any more; if more is due by then it is a conflict.
   */
  save(delivery: Delivery): Promise<Delivery | 'conflict'>;
  /** Of one incident, by sink. */
  of(id: IncidentId): Promise<readonly Delivery[]>;
  /** Those that are behind, the longest first. */
  behind(limit: number): Promise<readonly Behind[]>;
  breaker(sink: SinkName): Promise<Breaker>;
  saveBreaker(breaker: Breaker): Promise<void>;
}
