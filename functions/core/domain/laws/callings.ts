import type { TimelineEntry } from '../timeline.ts';
import { type Law, lawForIncidents } from './law.ts';

/** What is wrong with one repeated call, given what stood before it. */
const wrongWith = (entry: TimelineEntry, before: readonly TimelineEntry[]): readonly string[] => {
  const handed = before.findLastIndex(({ kind }) => kind === 'incident.escalated');
  if (handed < 0) return [`entry ${entry.seq}: called again before people had it`];
  const since = before.slice(handed);
  const answered = since.find(({ kind }) => kind === 'incident.acknowledged' || kind === 'incident.closed');
  if (answered !== undefined) return [`entry ${entry.seq}: called again after entry ${answered.seq}, ${answered.kind}`];
  return since.some(({ kind }) => kind === 'people.told')
    ? []
    : [`entry ${entry.seq}: called again although nobody was called before`];
};

export const CALLING_LAWS: readonly Law[] = [
  lawForIncidents(
    'calls-repeated-only-unanswered',
    'people are called again only for what they have, were called for before, and nobody acknowledged',
    ({ timeline }) =>
      timeline.flatMap((entry, place) =>
        entry.kind === 'escalation.repeated' ? wrongWith(entry, timeline.slice(0, place)) : [],
      ),
  ),
];
