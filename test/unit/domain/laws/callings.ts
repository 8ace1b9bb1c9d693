import type { TimelineEntry, TimelineKind } from '../../../../functions/core/domain/timeline.ts';
import { type Change, HANDED_OVER, inIncident, type Poison, RECOVERED, retold } from '../../../support/poison.ts';

/** More entries at the end of a timeline, of these kinds. */
const then =
  (where: typeof HANDED_OVER | typeof RECOVERED, ...kinds: readonly TimelineKind[]): Change =>
  (facts) => {
    const longer = inIncident(where, (whole) => ({
      ...whole,
      // A moment ago, so that nothing of it counts as late at a sink.
      incident: { ...whole.incident, seq: whole.incident.seq + kinds.length, updatedAt: facts.now },
    }));
    const told = retold(where, (timeline) => [
      ...timeline,
      ...kinds.flatMap((kind, n): readonly TimelineEntry[] =>
        timeline.slice(-1).map((entry) => ({ ...entry, seq: entry.seq + n + 1, kind })),
      ),
    ]);
    return told(longer(facts));
  };

/** What told people tells them again instead, and only then for the first time. */
const swapped: Change = retold(HANDED_OVER, (timeline) =>
  timeline.map((entry) => (entry.kind === 'people.told' ? { ...entry, kind: 'escalation.repeated' } : entry)),
);

export const CALLING_POISONS: readonly Poison[] = [
  ['calls-repeated-only-unanswered', 'a call for what nobody was handed', then(RECOVERED, 'escalation.repeated')],
  [
    'calls-repeated-only-unanswered',
    'a call after somebody acknowledged',
    then(HANDED_OVER, 'incident.acknowledged', 'escalation.repeated'),
  ],
  [
    'calls-repeated-only-unanswered',
    'a second call before the first',
    (facts) => then(HANDED_OVER, 'people.told')(swapped(facts)),
  ],
];
