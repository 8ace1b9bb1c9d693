import { ContractViolation } from '../domain/errors.ts';
import { isEcho, tellingOf } from '../domain/telling.ts';
import type { Fact, Sink, Told } from '../ports/sink.ts';
import type { Ticketing } from '../ports/ticketing.ts';

/** How often the search is asked, each time after its index had time to catch up, before a ticket counts as not made. */
const SEARCHES = 2;

/**
 * One ticket per incident, its timeline as comments, its status as the ticket's. What may have arrived is looked for
 * before it is sent again: a ticket by its label, a comment by its entry's number.
 */
export const makeTicketSink = (ticketing: Ticketing, indexLagSeconds: number): Sink => {
  const made = (key: string): Told => ({ outcome: 'told', refs: { key, url: ticketing.urlOf(key) } });

  const opened = async ({ whole, entry, refs, uncertain }: Fact): Promise<Told> => {
    if (uncertain) {
      const searches = Number(refs['searches'] ?? 0);
      const found = searches === 0 ? undefined : await ticketing.find(whole.incident.id);
      if (found !== undefined) return made(found);
      if (searches < SEARCHES) {
        const why = 'whether the ticket was made is not known yet; the search index lags behind';
        return { outcome: 'not_yet', seconds: indexLagSeconds, why, refs: { searches: String(searches + 1) } };
      }
      const last = await ticketing.find(whole.incident.id);
      if (last !== undefined) return made(last);
    }
    return made(await ticketing.open(whole.incident, tellingOf(whole, entry) ?? { headline: entry.text, lines: [] }));
  };

  const mirrored = async (key: string, { whole, entry, uncertain, refs }: Fact): Promise<Told> => {
    const telling = isEcho('jira', entry) ? undefined : tellingOf(whole, entry);
    if (telling !== undefined && !(uncertain && (await ticketing.hasComment(key, entry.seq)))) {
      await ticketing.comment(key, entry.seq, telling);
    }
    if (statusBefore(whole.timeline, entry.seq) !== entry.status) await ticketing.move(key, entry.status);
    if (entry.kind === 'incident.escalated') await ticketing.handOver(key);
    if (refs['linked'] !== undefined && entry.kind !== 'incident.closed') return { outcome: 'told' };
    await ticketing.link(key, whole.incident);
    return { outcome: 'told', refs: { linked: whole.incident.status } };
  };

  return {
    name: 'jira',
    concerns: ({ whole, entry, refs }) =>
      refs['key'] === undefined ||
      (tellingOf(whole, entry) !== undefined && !isEcho('jira', entry)) ||
      statusBefore(whole.timeline, entry.seq) !== entry.status,
    tell: async (fact) => {
      const { key } = fact.refs;
      if (key === undefined) return opened(fact);
      try {
        return await mirrored(key, fact);
      } catch (error) {
        // One comment that Jira will never take must not hold up those behind it.
        if (error instanceof ContractViolation) return { outcome: 'refused', why: error.message };
        throw error;
      }
    },
  };
};

const statusBefore = (timeline: Fact['whole']['timeline'], seq: number) =>
  timeline.find((entry) => entry.seq === seq - 1)?.status;
