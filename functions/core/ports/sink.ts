import type { Refs, SinkName } from '../domain/delivery.ts';
import type { WholeIncident } from '../domain/incident.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** One entry of a timeline on its way to a sink. */
export interface Fact {
  readonly whole: WholeIncident;
  readonly entry: TimelineEntry;
  /** What the sink answered before for this incident. */
  readonly refs: Refs;
  /** It was begun before and may have arrived: look first. */
  readonly uncertain: boolean;
  /** Nothing newer is due. */
  readonly newest: boolean;
}

export type Told =
  | { readonly outcome: 'told'; readonly refs?: Refs | undefined }
  /** The sink does not take this fact, and never will. */
  | { readonly outcome: 'refused'; readonly why: string; readonly refs?: Refs | undefined }
  /** It cannot be known yet whether it arrived; ask again after so many seconds. */
  | { readonly outcome: 'not_yet'; readonly seconds: number; readonly why: string; readonly refs?: Refs | undefined };

/**
 * A place where people follow incidents. Unreachable, rate limited or wrong is `DependencyUnavailable`; whoever
 * delivers comes again. Entries come in their order, each once unless it is `uncertain`.
 */
export interface Sink {
  readonly name: SinkName;
  /** Whether it has anything to say about an entry; without asking anybody. */
  concerns(fact: Omit<Fact, 'uncertain' | 'newest'>): boolean;
  tell(fact: Fact): Promise<Told>;
}
