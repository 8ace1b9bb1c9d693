import { cardOf } from '../domain/card.ts';
import type { Refs, SinkName } from '../domain/delivery.ts';
import { ContractViolation } from '../domain/errors.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import { type Storm, secondsToLull, stormWithout } from '../domain/storm.ts';
import { instant } from '../domain/time.ts';
import type { TimelineKind } from '../domain/timeline.ts';
import type { Bulletin } from '../ports/bulletin.ts';
import type { Clock } from '../ports/clock.ts';
import type { Fact, Sink, Told } from '../ports/sink.ts';
import type { FindStorm } from './find-storm.ts';

export interface BulletinSinkDeps {
  readonly bulletin: Bulletin;
  readonly findStorm: FindStorm;
  /** What the sink answered before for another incident. */
  readonly refsOf: (id: IncidentId) => Promise<Refs>;
  readonly clock: Clock;
}

/** Notices are not edited: what is worth one is what people must know, or are asked. */
const TOLD: readonly TimelineKind[] = [
  'incident.opened',
  'approval.asked',
  'incident.escalated',
  'escalation.repeated',
  'incident.closed',
];

/** Of an incident in a digest only what waits for an answer has a notice of its own. */
const TOLD_BESIDE_DIGEST: readonly TimelineKind[] = ['approval.asked', 'escalation.repeated'];

/** So often is waited for a digest; then an incident gets a notice of its own: better noise than silence. */
const MOST_WAITS = 30;

/** Ref of an incident that a digest tells: all the incidents in it. */
const DIGEST = 'digest';

/**
 * One notice for each thing that people must know; a storm makes one digest, once nothing has opened for a while. What opens in
 * the same storm after its digest makes another. What may have arrived cannot be looked for, and is told again.
 */
export const makeBulletinSink = (name: SinkName, { bulletin, findStorm, refsOf, clock }: BulletinSinkDeps): Sink => {
  /** The part of a storm that this incident is told with, and its digest if that is out already. */
  const partOf = async (
    storm: Storm,
    { id }: Incident,
  ): Promise<{ readonly part: Storm; readonly digest?: string }> => {
    let part = storm;
    while (part.leader !== id) {
      const digest = (await refsOf(part.leader))[DIGEST];
      const told = digest?.split(' ') ?? [];
      const rest = stormWithout(part, told);
      if (digest !== undefined && told.includes(id)) return { part, digest };
      if (digest === undefined || rest === undefined) return { part };
      part = rest;
    }
    return { part };
  };

  const wait = (seconds: number, why: string, waits: number): Told => ({
    ...{ outcome: 'not_yet', seconds, why, refs: { waits: String(waits + 1) } },
  });

  const opened = async ({ whole, entry, refs }: Fact): Promise<Told> => {
    const storm = await findStorm(whole.incident);
    const waits = Number(refs['waits'] ?? 0);
    if (storm !== undefined && waits < MOST_WAITS) {
      const { part, digest } = await partOf(storm, whole.incident);
      if (digest !== undefined) return { outcome: 'told', refs: { [DIGEST]: digest } };
      if (part.leader !== whole.incident.id) return wait(2, 'the digest of its storm is not out yet', waits);
      const seconds = secondsToLull(part, instant(clock()));
      if (seconds > 0) return wait(Math.ceil(seconds), 'its storm still grows', waits);
      await bulletin.postDigest(part);
      return { outcome: 'told', refs: { [DIGEST]: part.incidents.map(({ id }) => id).join(' ') } };
    }
    await bulletin.post(cardOf(whole), entry);
    return { outcome: 'told' };
  };

  return {
    name,
    concerns: ({ entry: { kind }, refs }) => (refs[DIGEST] === undefined ? TOLD : TOLD_BESIDE_DIGEST).includes(kind),
    tell: async (fact) => {
      try {
        if (fact.entry.kind === 'incident.opened') return await opened(fact);
        await bulletin.post(cardOf(fact.whole), fact.entry);
        return { outcome: 'told' };
      } catch (error) {
        // One notice that will never be taken must not hold up those behind it.
        if (error instanceof ContractViolation) return { outcome: 'refused', why: error.message };
        throw error;
      }
    },
  };
};
