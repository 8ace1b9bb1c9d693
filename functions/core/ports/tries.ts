import type { TrySubject } from '../domain/bound-cap.ts';
import type { Try } from '../domain/tries.ts';

/** What the gate has counted. It alone writes it, in the transaction that starts an action. */
export interface Tries {
  /** The tries of a subject within the last day at least, oldest first; strongly read. */
  of(subject: TrySubject): Promise<readonly Try[]>;
}
