import type { IncidentId, WholeIncident } from './incident.ts';
import type { Instant } from './time.ts';
import { CHAIN_START, type Digest, hashOf, type TimelineEntry } from './timeline.ts';

/** What a timeline's head was at a moment, kept where whoever writes the record cannot change it. */
export interface Anchor {
  readonly incidentId: IncidentId;
  readonly seq: number;
  readonly head: string;
  readonly at: Instant;
}

/** What is found first when a timeline is not as it was written. */
export interface Breached {
  readonly seq: number;
  readonly what: string;
}

/** What a timeline was found to be. */
export interface Audited {
  readonly incidentId: IncidentId;
  readonly entries: number;
  readonly breach?: Breached | undefined;
  /** The newest anchor that the timeline was compared with. */
  readonly anchor?: Anchor | undefined;
  /** The entries that no anchor vouches for yet: whoever can write the whole record could have rewritten them. */
  readonly unanchored?: { readonly from: number; readonly to: number; readonly since: Instant } | undefined;
}

const brokenEntry = (id: IncidentId, timeline: readonly TimelineEntry[], digest: Digest): Breached | undefined => {
  for (const [i, entry] of timeline.entries()) {
    const due = i + 1;
    if (entry.seq !== due) {
      return { seq: due, what: entry.seq > due ? `entry ${due} is missing` : `entry ${entry.seq} is there twice` };
    }
    if (hashOf(id, entry, digest) !== entry.hash) return { seq: due, what: 'it does not hash to what it says' };
    if (entry.previous !== (timeline[i - 1]?.hash ?? CHAIN_START)) {
      return { seq: due, what: 'it does not continue the one before it' };
    }
  }
  return undefined;
};

const brokenEnd = ({ incident, timeline }: WholeIncident): Breached | undefined => {
  if (timeline.length < incident.seq) {
    return { seq: timeline.length + 1, what: `cut off: ${incident.seq} entries were written` };
  }
  if (timeline.length > incident.seq) return { seq: incident.seq + 1, what: 'it was added past the end' };
  return timeline.at(-1)?.hash === incident.head ? undefined : { seq: incident.seq, what: 'it is not the head' };
};

const againstAnchor = (timeline: readonly TimelineEntry[], { seq, head, at }: Anchor): Breached | undefined => {
  const entry = timeline[seq - 1];
  if (entry === undefined) {
    return { seq: timeline.length + 1, what: `cut off: at ${at} there were ${seq} entries, says the anchor` };
  }
  return entry.hash === head ? undefined : { seq, what: `rewritten up to here since ${at}, says the anchor` };
};

/** Holds a timeline against its own chain, its head, and every anchor of it; names the first entry that is not right. */
export const audit = (whole: WholeIncident, anchors: readonly Anchor[], digest: Digest): Audited => {
  const { incident, timeline } = whole;
  const ordered = anchors.toSorted((a, b) => a.seq - b.seq || (a.at < b.at ? -1 : 1));
  const breach =
    brokenEntry(incident.id, timeline, digest) ??
    ordered.map((one) => againstAnchor(timeline, one)).find((found) => found !== undefined) ??
    brokenEnd(whole);
  const anchor = ordered.at(-1);
  const first = timeline[anchor?.seq ?? 0];
  const unanchored = first && { from: first.seq, to: timeline.length, since: first.at };
  return { incidentId: incident.id, entries: timeline.length, breach, anchor, unanchored };
};
