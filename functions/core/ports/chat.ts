import type { Card } from '../domain/card.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Telling } from '../domain/telling.ts';

/** Where an incident's message is. */
export interface Place {
  readonly channel: string;
  readonly message: string;
}

/** An entry on its way into a thread. */
export interface Reply {
  readonly id: IncidentId;
  readonly seq: number;
  readonly telling: Telling;
  readonly loud: boolean;
}

/** Tells incidents in a chat: one message each, with a thread. Everything may be repeated. Unreachable is `DependencyUnavailable`. */
export interface Chat {
  /** The message that was made for an incident, if there is one. */
  find(incident: Incident): Promise<Place | undefined>;
  /** After a lost answer the message may be there: whoever repeats it looks first. */
  post(card: Card): Promise<Place>;
  edit(place: Place, card: Card): Promise<void>;
  /** Whether the thread has the message that tells this entry. */
  hasReply(place: Place, seq: number): Promise<boolean>;
  /** In the thread; a loud one also where everybody sees it. */
  reply(place: Place, told: Reply): Promise<void>;
}
