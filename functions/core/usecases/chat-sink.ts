import { cardOf, isLoud, isTold } from '../domain/card.ts';
import type { SinkName } from '../domain/delivery.ts';
import { ContractViolation } from '../domain/errors.ts';
import { tellingOf } from '../domain/telling.ts';
import type { Chat, Place } from '../ports/chat.ts';
import type { Fact, Sink, Told } from '../ports/sink.ts';

const placeIn = ({ channel, message }: Fact['refs']): Place | undefined =>
  channel === undefined || message === undefined ? undefined : { channel, message };

/**
 * One message per incident, which is edited as it goes, and a thread with what is worth a message of its own. What may
 * have arrived is looked for before it is sent again.
 */
export const makeChatSink = (name: SinkName, chat: Chat): Sink => {
  const opened = async ({ whole, uncertain }: Fact): Promise<Told> => {
    const found = uncertain ? await chat.find(whole.incident) : undefined;
    const { channel, message } = found ?? (await chat.post(cardOf(whole)));
    return { outcome: 'told', refs: { channel, message } };
  };

  const followed = async (place: Place, { whole, entry, uncertain, newest }: Fact): Promise<Told> => {
    const telling = isTold(entry) ? tellingOf(whole, entry) : undefined;
    if (telling !== undefined && !(uncertain && (await chat.hasReply(place, entry.seq)))) {
      await chat.reply(place, { id: whole.incident.id, seq: entry.seq, telling, loud: isLoud(entry) });
    }
    // A card shows what is known by now, so of several entries only the last one changes it.
    if (newest) await chat.edit(place, cardOf(whole));
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
