import { ROLES, type Role } from './role.ts';

/** How people sign in at an OpenID Connect issuer, such as a Cognito user pool. */
export interface OidcPolicy {
  /** Exactly as it stands in its tokens. */
  readonly issuer: string;
  /** The public client under which the console signs people in, with PKCE and without a secret. */
  readonly clientId: string;
  /** For whom tokens must be made out: their `aud`; of a token without one, its `client_id`. @default clientId */
  readonly audience: string;
  /** What the console asks for. @default openid */
  readonly scopes: string;
  /** Which of the tokens the console shows to our API. @default access_token */
  readonly token: 'access_token' | 'id_token';
  /** The claim that says who somebody is; nobody must be able to choose it. @default sub */
  readonly subjectClaim: string;
  /** The claim with groups or roles: its name, or where it lies, such as `realm_access.roles`. @default groups */
  readonly rolesClaim: string;
  /** Our role for each value of that claim. Whoever has none of them has no role here. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Further origins of the issuer, where its tokens are fetched; the page may speak to no other. @default none */
  readonly origins: readonly string[];
}

export interface SignInPolicy {
  /** @default none: people sign in with tokens of this installation */
  readonly oidc?: OidcPolicy | undefined;
}

/** What a token says whose signature, issuer, audience and time were checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whoever calls, as we know them. */
export interface Known {
  readonly subject: string;
  readonly role: Role;
}

const isRecord = (value: unknown): value is Claims => typeof value === 'object' && value !== null;
const own = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A claim by its name; if there is none, by the path that the name spells. */
const claimAt = (claims: Claims, name: string): unknown =>
  own(claims, name) ?? name.split('.').reduce<unknown>((found, part) => own(found, part), claims);

/** A list, or one text with spaces between, as scopes are written. */
const valuesOf = (claim: unknown): readonly string[] =>
  typeof claim === 'string'
    ? claim.split(' ')
    : Array.isArray(claim)
      ? claim.filter((one): one is string => typeof one === 'string')
      : [];

const LONGEST_SUBJECT = 200;

/** Who somebody is by what their token claims; `no_role` for people of the issuer who have no business here. */
export const knownBy = (claims: Claims, { subjectClaim, rolesClaim, roles }: OidcPolicy): Known | 'no_role' => {
  const subject = claimAt(claims, subjectClaim);
  if (typeof subject !== 'string' || subject === '' || subject.length > LONGEST_SUBJECT) return 'no_role';
  const given = valuesOf(claimAt(claims, rolesClaim)).flatMap((value) =>
    Object.hasOwn(roles, value) ? [roles[value]] : [],
  );
  const role = ROLES.findLast((one) => given.includes(one));
  return role === undefined ? 'no_role' : { subject, role };
};

/** Whether a token is made out for us. Access tokens of Cognito have a client instead of an audience. */
export const isFor = (claims: Claims, audience: string): boolean => {
  const { aud, client_id: client } = { aud: own(claims, 'aud'), client_id: own(claims, 'client_id') };
  return aud === undefined ? client === audience : aud === audience || (Array.isArray(aud) && aud.includes(audience));
};
