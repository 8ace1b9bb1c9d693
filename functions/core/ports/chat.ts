import type { Card } from '../domain/card.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Storm } from '../domain/storm.ts';
import type { Telling } from '../domain/telling.ts';

/** Where an incident's message is. */
export interface Place {
  readonly channel: string;
  readonly message: string;
  /** The message in whose thread it is, when it is not the first of one. */
  readonly thread?: string | undefined;
}

/** An entry on its way into a thread. */
export interface Reply {
  readonly id: IncidentId;
  readonly seq: number;
  readonly telling: Telling;
  readonly loud: boolean;
}

/**
 * Tells incidents in a chat: one message each, with a thread. In a storm there is one message for all of it, and theirs are
 * in its thread. Everything may be repeated. Unreachable is `DependencyUnavailable`.
 */
export interface Chat {
  /** The message that was made for an incident, if there is one; in a storm it is looked for in that thread. */
  find(incident: Incident, digest?: Place): Promise<Place | undefined>;
  /** After a lost answer the message may be there: whoever repeats it looks first. */
  post(card: Card, digest?: Place): Promise<Place>;
  edit(place: Place, card: Card): Promise<void>;
  /** The message that was made for a storm, if there is one. */
  findDigest(leader: Incident): Promise<Place | undefined>;
  postDigest(storm: Storm): Promise<Place>;
  editDigest(place: Place, storm: Storm): Promise<void>;
  /** Whether the thread has the message that tells this entry of an incident. */
  hasReply(place: Place, told: Pick<Reply, 'id' | 'seq'>): Promise<boolean>;
  /** In the thread; a loud one also where everybody sees it. */
  reply(place: Place, told: Reply): Promise<void>;
}
