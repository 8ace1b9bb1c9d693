import type { Grant } from '../domain/grant.ts';

/** What people let run by itself for a limited time. */
export interface Grants {
  /** All that are known, those over for less than a month too; strongly read. */
  all(): Promise<readonly Grant[]>;
  /** Writes a grant, in place of what it was. */
  put(grant: Grant): Promise<void>;
}
