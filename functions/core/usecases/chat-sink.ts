import { cardOf, isLoud, isTold } from '../domain/card.ts';
import type { SinkName } from '../domain/delivery.ts';
import { ContractViolation } from '../domain/errors.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { Storm } from '../domain/storm.ts';
import { tellingOf } from '../domain/telling.ts';
import type { Chat, Place } from '../ports/chat.ts';
import type { Fact, Sink, Told } from '../ports/sink.ts';
import type { FindStorm } from './find-storm.ts';

export interface ChatSinkDeps {
  readonly chat: Chat;
  readonly findStorm: FindStorm;
  /** What the sink answered before for another incident. */
  readonly refsOf: (id: IncidentId) => Promise<Fact['refs']>;
}

/** So often is waited for the message of a storm; then an incident gets one of its own: better noise than silence. */
const MOST_WAITS = 10;

const placeIn = ({ channel, message, thread }: Fact['refs']): Place | undefined =>
  channel === undefined || message === undefined ? undefined : { channel, message, thread };

/** The message of the storm that an incident is told in. */
const digestIn = ({ channel, thread }: Fact['refs']): Place | undefined =>
  channel === undefined || thread === undefined ? undefined : { channel, message: thread };

/**
 * One message per incident, which is edited as it goes, and a thread with what is worth a message of its own; a storm makes one
 * message for all that opens in it. What may have arrived is looked for before it is sent again.
 */
export const makeChatSink = (name: SinkName, { chat, findStorm, refsOf }: ChatSinkDeps): Sink => {
  const told = ({ channel, message, thread }: Place): Told => ({
    outcome: 'told',
    refs: { channel, message, ...(thread !== undefined && { thread }) },
  });

  /** The leader makes the message of its storm; the others wait until it is there. */
  const digestOf = async (storm: Storm, { whole, uncertain }: Fact): Promise<Place | undefined> => {
    const [leader] = storm.incidents;
    if (storm.leader !== whole.incident.id) return digestIn(await refsOf(storm.leader));
    return (uncertain ? await chat.findDigest(leader) : undefined) ?? (await chat.postDigest(storm));
  };

  const opened = async (fact: Fact): Promise<Told> => {
    const { whole, uncertain, refs } = fact;
    const storm = await findStorm(whole.incident);
    const digest = storm && (await digestOf(storm, fact));
    const waits = Number(refs['waits'] ?? 0);
    if (storm !== undefined && digest === undefined && waits < MOST_WAITS) {
      const why = 'the message of its storm is not there yet';
      return { outcome: 'not_yet', seconds: 2, why, refs: { waits: String(waits + 1) } };
    }
    const found = uncertain ? await chat.find(whole.incident, digest) : undefined;
    const place = found ?? (await chat.post(cardOf(whole), digest));
    if (storm !== undefined && digest !== undefined) await chat.editDigest(digest, storm);
    return told(place);
  };

  const followed = async (place: Place, { whole, entry, uncertain, newest, refs }: Fact): Promise<Told> => {
    const telling = isTold(entry) ? tellingOf(whole, entry) : undefined;
    const { incident } = whole;
    const digest = digestIn(refs);
    if (telling !== undefined && !(uncertain && (await chat.hasReply(place, { id: incident.id, seq: entry.seq })))) {
      // In a storm the one message says what waits for people.
      const loud = digest === undefined && isLoud(entry);
      await chat.reply(place, { id: incident.id, seq: entry.seq, telling, loud });
    }
    // A card shows what is known by now, so of several entries only the last one changes it.
    if (newest) {
      await chat.edit(place, cardOf(whole));
      const storm = digest && (await findStorm(incident));
      if (digest !== undefined && storm !== undefined) await chat.editDigest(digest, storm);
    }
    return { outcome: 'told' };
  };

  return {
    name,
    concerns: ({ whole, entry, refs }) =>
      placeIn(refs) === undefined || isTold(entry) || entry.seq === whole.incident.seq,
    tell: async (fact) => {
      const place = placeIn(fact.refs);
      if (place === undefined) return opened(fact);
      try {
        return await followed(place, fact);
      } catch (error) {
        // One message that will never be taken must not hold up those behind it.
        if (error instanceof ContractViolation) return { outcome: 'refused', why: error.message };
        throw error;
      }
    },
  };
};
