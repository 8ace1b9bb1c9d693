import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Telling } from '../domain/telling.ts';
import type { IncidentStatus } from '../domain/transitions.ts';

/** Mirrors incidents as tickets. Everything may be repeated. Unreachable is `DependencyUnavailable`. */
export interface Ticketing {
  /** The ticket that was made for an incident, as far as the search knows by now; never a foreign or finished one. */
  find(id: IncidentId): Promise<string | undefined>;
  /** Makes a ticket and answers its key. After a lost answer it may exist: whoever repeats it looks first. */
  open(incident: Incident, telling: Telling): Promise<string>;
  /** Whether the ticket has the comment that tells this entry. */
  hasComment(key: string, seq: number): Promise<boolean>;
  comment(key: string, seq: number, telling: Telling): Promise<void>;
  /** Moves it to where this status is mirrored; `no_way` when its workflow leads nowhere near. */
  move(key: string, to: IncidentStatus): Promise<'moved' | 'there' | 'no_way'>;
  /** Gives it to whoever is configured to get what was handed over, with the priority of that. */
  handOver(key: string): Promise<void>;
  /** Links the ticket to the incident's story, and once it is closed to its postmortem. */
  link(key: string, incident: Incident): Promise<void>;
  /** The page of a ticket. */
  urlOf(key: string): string;
}
