import type { TimelineEntry } from './timeline.ts';

/** Why a model is to look: a person asked, or no cause was sure enough and people get it. */
export type CallFor = 'asked' | 'inconclusive';

/** Whether an entry calls for a model to look at its incident. */
export const callIn = (
  timeline: readonly TimelineEntry[],
  { seq, kind, reason }: TimelineEntry,
): CallFor | undefined => {
  if (kind === 'investigation.requested') return 'asked';
  if (kind !== 'incident.escalated') return undefined;
  const diagnosed = timeline.findLast((one) => one.seq < seq && one.kind.startsWith('diagnosis.'));
  return diagnosed?.kind === 'diagnosis.inconclusive' && diagnosed.reason === reason ? 'inconclusive' : undefined;
};

/** Whether somebody looked at it, or named who does, since that entry called for it. */
export const isAnswered = (timeline: readonly TimelineEntry[], { seq }: TimelineEntry): boolean =>
  timeline.some(
    ({ kind, data }) =>
      (kind === 'investigation.started' || kind === 'investigation.joined') && data['calledBySeq'] === seq,
  );
