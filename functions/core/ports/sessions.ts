import type { Json } from '../domain/json.ts';

/** A database session that sits idle inside a transaction. */
export interface IdleSession {
  readonly pid: number;
  readonly applicationName: string;
  readonly backendStart: string;
  readonly transactionStart: string;
  readonly idleSeconds: number;
  /** The last statement, normalised: no literals. */
  readonly lastStatement: string;
}

/** Looks at the sessions of a database. Unreachable is `DependencyUnavailable`. */
export interface Sessions {
  idleInTransaction(
    connection: string,
    applicationNamePrefix: string,
    longerThanSeconds: number,
  ): Promise<readonly IdleSession[]>;
}

export const sessionAsJson = (session: IdleSession): Json => ({ ...session });
