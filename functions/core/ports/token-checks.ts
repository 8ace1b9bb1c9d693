import type { Claims, OidcPolicy } from '../domain/sign-in.ts';

/** Checks the tokens of an issuer that the policy trusts. */
export interface TokenChecks {
  /**
   * What a token claims; undefined unless the issuer signed it, for this audience, and it is in force now.
   * Throws `DependencyUnavailable` while the issuer's keys cannot be had.
   */
  claimsOf(token: string, policy: OidcPolicy): Promise<Claims | undefined>;
}
