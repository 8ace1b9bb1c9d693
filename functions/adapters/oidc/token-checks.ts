import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import { isFor, type OidcPolicy } from '../../core/domain/sign-in.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { TokenChecks } from '../../core/ports/token-checks.ts';

const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** No secret that both sides share: whoever can check could then also sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const DEADLINE_MS = 3_000;
const KEPT_MS = 3_600_000;
/** Clocks differ. */
const TOLERANCE_SECONDS = 30;

/** Who did not answer is no reason to let somebody in, nor to say that their token is wrong. */
const unreachable = (error: unknown): DependencyUnavailable =>
  new DependencyUnavailable('issuer', 'its keys cannot be had', { cause: error });

/** What is wrong with the token itself, as jose names it; everything else is wrong with the issuer. */
const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !(error instanceof errors.JWKSTimeout);

/** Checks tokens against the keys that the issuer publishes; where they lie stands in its discovery document. */
export const oidcTokenChecks = (clock: Clock): TokenChecks => {
  const kept = new Map<string, { readonly at: number; readonly keys: Promise<JWTVerifyGetKey> }>();

  const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
    try {
      const init = { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) } as const;
      const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, init);
      const found = Discovered.parse(await answer.json());
      if (found.issuer !== issuer) throw new Error(`it calls itself ${found.issuer}`);
      return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DEADLINE_MS });
    } catch (error) {
      throw unreachable(error);
    }
  };

  const keysOf = ({ issuer }: OidcPolicy): Promise<JWTVerifyGetKey> => {
    const now = clock().getTime();
    const before = kept.get(issuer);
    if (before !== undefined && now - before.at < KEPT_MS) return before.keys;
    const reading = { at: now, keys: discover(issuer) };
    kept.set(issuer, reading);
    // A failure is told to those who wait for it, and forgotten.
    reading.keys.catch(() => kept.get(issuer) === reading && kept.delete(issuer));
    return reading.keys;
  };

  const verified = async (token: string, policy: OidcPolicy): Promise<JWTPayload | undefined> => {
    const keys = await keysOf(policy);
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer: policy.issuer, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'] },
        ...{ clockTolerance: TOLERANCE_SECONDS, currentDate: clock() },
      });
      return payload;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw unreachable(error);
    }
  };

  return {
    claimsOf: async (token, policy) => {
      const claims = await verified(token, policy);
      return claims !== undefined && isFor(claims, policy.audience) ? claims : undefined;
    },
  };
};
