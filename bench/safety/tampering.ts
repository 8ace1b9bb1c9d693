import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import { CHAIN_START, hashOf, type TimelineEntry } from '../../functions/core/domain/timeline.ts';

type Timeline = readonly TimelineEntry[];

/** One way to make a story say something else. */
export interface Tampering {
  /** What was done to the entry, after "the entry was". */
  readonly how: string;
  readonly forge: (id: IncidentId, timeline: Timeline) => Timeline;
  /** By what it must be found. */
  readonly foundBy: 'chain' | 'anchor';
}

/** The entry that is tampered with: past the opening, before the end. */
export const TAMPERED = 3;
const AT = TAMPERED - 1;
const LIE = 'Nothing was done.';

/** Numbers that have no gap, as the entries stand. */
const numbered = (timeline: Timeline): Timeline => timeline.map((entry, i) => ({ ...entry, seq: i + 1 }));

/** The same, with every hash made anew, as whoever knows how could. */
const rechained = (id: IncidentId, timeline: Timeline): Timeline => {
  let previous = CHAIN_START;
  return numbered(timeline).map((entry) => {
    const told = { ...entry, previous };
    previous = hashOf(id, told, sha256);
    return { ...told, hash: previous };
  });
};

const edited = (timeline: Timeline): Timeline =>
  timeline.map((entry, i) => (i === AT ? { ...entry, text: LIE } : entry));

const removed = (timeline: Timeline): Timeline => timeline.toSpliced(AT, 1);

/** It and the one after it change places. */
const swapped = (timeline: Timeline): Timeline => [
  ...timeline.slice(0, AT),
  ...timeline.slice(AT, AT + 2).toReversed(),
  ...timeline.slice(AT + 2),
];

/** Each carelessly, and then with the whole chain, its end and its numbers made anew. */
export const TAMPERINGS: readonly Tampering[] = [
  { how: 'edited', forge: (_, timeline) => edited(timeline), foundBy: 'chain' },
  { how: 'removed', forge: (_, timeline) => removed(timeline), foundBy: 'chain' },
  { how: 'moved', forge: (_, timeline) => numbered(swapped(timeline)), foundBy: 'chain' },
  { how: 'edited and rewritten', forge: (id, timeline) => rechained(id, edited(timeline)), foundBy: 'anchor' },
  { how: 'removed and rewritten', forge: (id, timeline) => rechained(id, removed(timeline)), foundBy: 'anchor' },
  { how: 'moved and rewritten', forge: (id, timeline) => rechained(id, swapped(timeline)), foundBy: 'anchor' },
];
