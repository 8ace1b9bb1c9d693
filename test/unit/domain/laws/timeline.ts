import {
  HANDED_OVER,
  inIncident,
  last,
  type Poison,
  RECOVERED,
  RELAPSED,
  retold,
  UNDER_WAY,
} from '../../../support/poison.ts';

export const TIMELINE_POISONS: readonly Poison[] = [
  [
    'timeline-numbered',
    'a seq beyond the entries',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, seq: 2 } })),
  ],
  [
    'timeline-numbered',
    'a number left out',
    retold(HANDED_OVER, (entries) => last(entries, (entry) => ({ ...entry, seq: 9 }))),
  ],
  [
    'chain-intact',
    'an entry that was changed',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      timeline: last(whole.timeline, (entry) => ({ ...entry, text: 'nothing happened' })),
    })),
  ],
  [
    'chain-intact',
    'another head',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, head: 'f'.repeat(64) } })),
  ],
  [
    'moves-legal',
    'a move that the table forbids',
    retold(HANDED_OVER, (entries) =>
      entries.map((entry) => (entry.status === 'diagnosing' ? { ...entry, status: 'verifying' } : entry)),
    ),
  ],
  [
    'moves-legal',
    'a status that the last entry does not have',
    inIncident(UNDER_WAY, (whole) => ({ ...whole, incident: { ...whole.incident, status: 'verifying' } })),
  ],
];
