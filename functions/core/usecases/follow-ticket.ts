import { type Person, personNamed } from '../domain/integrations.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { TicketReader } from '../ports/ticket-reader.ts';
import type { AddNoteOnce } from './add-note-once.ts';
import type { OfferClose } from './offer-close.ts';

/** What somebody says has happened to a ticket: a comment was written, or its status changed. */
export interface TicketNews {
  readonly key: string;
  readonly comment?: string | undefined;
  /** Who changed it. */
  readonly by: { readonly accountId: string; readonly name: string };
}

export interface FollowTicketDeps {
  readonly tickets: TicketReader;
  readonly deliveries: Pick<Deliveries, 'read'>;
  readonly note: AddNoteOnce;
  readonly offer: OfferClose;
  readonly people: Readonly<Record<string, Person>>;
}

export type Followed =
  | 'noted'
  | 'offered'
  /** It was taken before. */
  | 'known'
  /** We did it ourselves. */
  | 'ours'
  /** The ticket is none of ours, or there is nothing to take from it. */
  | 'nothing';

const LONGEST_NAME = 80;

/**
 * Takes what people do to a ticket. The news only says where to look: the ticket and the comment are read, and count
 * only if the ticket is the one that was made for its incident.
 */
export const makeFollowTicket = ({ tickets, deliveries, note, offer, people }: FollowTicketDeps) => {
  const subjectOf = (accountId: string, name: string): string =>
    personNamed(people, accountId)?.subject ?? `${name.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)} (Jira)`;

  return async ({ key, comment: commentId, by }: TicketNews): Promise<Followed> => {
    const ticket = await tickets.ticket(key);
    const id = ticket?.incidentId;
    if (ticket === undefined || id === undefined) return 'nothing';
    if ((await deliveries.read(id, 'jira')).refs['key'] !== key) return 'nothing';
    if (commentId !== undefined) {
      const comment = await tickets.comment(key, commentId);
      if (comment === undefined || comment.text === '') return 'nothing';
      if (comment.isOurs) return 'ours';
      const { accountId, authorName, text } = comment;
      const subject = subjectOf(accountId, authorName);
      const noted = await note(id, { subject, text, via: 'jira', key: `${key}/${commentId}` });
      return noted === 'unknown' ? 'nothing' : noted;
    }
    if (!ticket.isDone) return 'nothing';
    const offered = await offer(id, { subject: subjectOf(by.accountId, by.name), via: 'jira', what: key });
    return offered === 'offered' || offered === 'known' ? offered : 'nothing';
  };
};

export type FollowTicket = ReturnType<typeof makeFollowTicket>;
