import { type Known, knownBy } from '../domain/sign-in.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { TokenChecks } from '../ports/token-checks.ts';

export interface KnowCallerDeps {
  /** Whose token of this installation it is. */
  readonly ours: (token: string) => Promise<Known | undefined>;
  readonly checks: TokenChecks;
  readonly policies: PolicySource;
}

/** Three parts, the first of which begins as JSON does. */
const SIGNED = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** Who calls: by a token of this installation, or by one of the issuer where people sign in. */
export const makeKnowCaller =
  ({ ours, checks, policies }: KnowCallerDeps) =>
  async (token: string): Promise<Known | 'no_role' | undefined> => {
    const oidc = SIGNED.test(token) ? (await policies.current()).signIn.oidc : undefined;
    if (oidc === undefined) return ours(token);
    const claims = await checks.claimsOf(token, oidc);
    return claims && knownBy(claims, oidc);
  };
