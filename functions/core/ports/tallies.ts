import type { IncidentId } from '../domain/incident.ts';
import type { Memory } from '../domain/tally/count-entry.ts';
import type { CountedName, Sample } from '../domain/tally/metrics.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** How far an incident's timeline has been counted, and what is there to be counted. */
export interface Uncounted {
  /** Every entry up to this one is in the numbers. */
  readonly seq: number;
  readonly memory?: Memory | undefined;
  /** The entries after it, in their order. */
  readonly entries: readonly TimelineEntry[];
}

/** The numbers about ourselves, kept beside the record. */
export interface Tallies {
  /** Reads the entries only if `upTo` is not counted yet. */
  uncounted(id: IncidentId, upTo: number): Promise<Uncounted>;
  /**
   * Adds all of it, and notes that the timeline is counted up to `seq`, in one transaction; `conflict`, and nothing is
   * added, when somebody has counted since `seen`.
   */
  add(
    id: IncidentId,
    seen: number,
    counted: { readonly seq: number; readonly memory: Memory },
    counts: readonly Sample<CountedName>[],
  ): Promise<'added' | 'conflict'>;
  totals(): Promise<readonly Sample<CountedName>[]>;
}
