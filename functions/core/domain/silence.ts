import type { WholeIncident } from './incident.ts';
import type { Instant } from './time.ts';
import type { TimelineEntry } from './timeline.ts';

const untilOf = ({ data }: TimelineEntry): string => (typeof data['until'] === 'string' ? data['until'] : '');

/** The silence that stands at a moment, when the timeline does not tell of its end: whoever set it crashed. */
export const leftSilenceIn = (
  { timeline }: Pick<WholeIncident, 'timeline'>,
  at: Instant,
): TimelineEntry | undefined => {
  const last = timeline.findLast(({ kind }) => kind.startsWith('silence.'));
  return last?.kind === 'silence.begun' && untilOf(last) > at ? last : undefined;
};
