import { audit } from '../domain/audit.ts';
import { instant } from '../domain/time.ts';
import type { Digest } from '../domain/timeline.ts';
import type { Anchors } from '../ports/anchors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Sink } from '../ports/sink.ts';

export interface AnchorSinkDeps {
  readonly anchors: Pick<Anchors, 'keep'>;
  readonly clock: Clock;
  readonly digest: Digest;
}

/**
 * Puts the head of a timeline out of reach with every entry, as soon as it is delivered: what no anchor vouches for yet is
 * what the outbox has not brought yet. A chain that is broken by then is not vouched for.
 */
export const makeAnchorSink = ({ anchors, clock, digest }: AnchorSinkDeps): Sink => ({
  name: 'anchors',
  // A repeated alert changes nothing; the next entry vouches for it as well.
  concerns: ({ entry: { kind } }) => kind !== 'alert.repeated',
  tell: async ({ whole, entry }) => {
    const { breach } = audit(whole, [], digest);
    if (breach !== undefined && breach.seq <= entry.seq) {
      return { outcome: 'refused', why: `the timeline is breached at entry ${breach.seq}: ${breach.what}` };
    }
    await anchors.keep({
      incidentId: whole.incident.id,
      seq: entry.seq,
      head: entry.hash,
      at: instant(clock()),
    });
    return { outcome: 'told', refs: { seq: String(entry.seq) } };
  },
});
