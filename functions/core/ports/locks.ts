import type { Json } from '../domain/json.ts';

/** A database session that others wait for, and that waits for nobody itself. */
export interface Blocker {
  readonly pid: number;
  readonly applicationName: string;
  readonly backendStart: string;
  readonly transactionStart: string;
  readonly transactionSeconds: number;
  /** How many of the service's sessions wait for it directly. */
  readonly waiting: number;
  /** The last statement, normalised: no literals. */
  readonly lastStatement: string;
}

/** Looks at who waits for whom in a database. Unreachable is `DependencyUnavailable`. */
export interface Locks {
  /** Whoever the sessions with this start of the application name wait for, in a transaction older than that; most waiting first. */
  blockers(connection: string, applicationNamePrefix: string, longerThanSeconds: number): Promise<readonly Blocker[]>;
}

export const blockerAsJson = (blocker: Blocker): Json => ({ ...blocker });
