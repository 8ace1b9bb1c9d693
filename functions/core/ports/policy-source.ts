import type { Policy } from '../domain/policy.ts';

/** The stored policy. Missing or unreadable is an exception, never an empty policy. */
export interface PolicySource {
  current(): Promise<Policy>;
}
