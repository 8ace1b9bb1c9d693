import type { IncidentId } from '../domain/incident.ts';

/** A ticket as it is now. */
export interface SeenTicket {
  /** The incident that it was made for by us; absent for every other ticket. */
  readonly incidentId?: IncidentId | undefined;
  readonly isDone: boolean;
}

/** A comment as it is now, as plain text. */
export interface SeenComment {
  readonly accountId: string;
  readonly authorName: string;
  readonly text: string;
  /** We wrote it ourselves. */
  readonly isOurs: boolean;
}

/** Reads tickets and comments, so that nothing is believed that somebody only says of them. Unreachable is `DependencyUnavailable`. */
export interface TicketReader {
  ticket(key: string): Promise<SeenTicket | undefined>;
  /** One of the newest hundred comments. */
  comment(key: string, commentId: string): Promise<SeenComment | undefined>;
}
