import { describe, expect, it } from 'vitest';
import { PolicySchema } from '../../../functions/core/contracts/policy.ts';
import { isFor, knownBy, type OidcPolicy } from '../../../functions/core/domain/sign-in.ts';

const oidc = (part: object = {}): OidcPolicy => {
  const given = { issuer: 'https://login.example.com', clientId: 'console', roles: { sre: 'approver', all: 'viewer' } };
  const { signIn } = PolicySchema.parse({ services: {}, signIn: { oidc: { ...given, ...part } } });
  if (signIn.oidc === undefined) throw new Error('it was given');
  return signIn.oidc;
};

describe('who somebody is by their claims', () => {
  it.each([
    [
      'the highest of their roles',
      { sub: 'ann', groups: ['all', 'sre', 'golf'] },
      {},
      { subject: 'ann', role: 'approver' },
    ],
    ['one text with several', { sub: 'ann', scope: 'all openid' }, { rolesClaim: 'scope' }, { role: 'viewer' }],
    [
      'a claim with a colon',
      { sub: 'a', 'cognito:groups': ['sre'] },
      { rolesClaim: 'cognito:groups' },
      { role: 'approver' },
    ],
    [
      'a claim that lies deeper',
      { sub: 'a', realm: { roles: ['sre'] } },
      { rolesClaim: 'realm.roles' },
      { role: 'approver' },
    ],
    ['another subject', { sub: 'a', oid: 'b', groups: ['all'] }, { subjectClaim: 'oid' }, { subject: 'b' }],
  ])('is %s', (_, claims, part, expected) => {
    expect(knownBy(claims, oidc(part))).toMatchObject(expected);
  });

  it.each([
    ['no group', { sub: 'ann' }],
    ['only groups of others', { sub: 'ann', groups: ['golf'] }],
    ['the name of a role, which no group has', { sub: 'ann', groups: ['admin'] }],
    ['a name that every object has', { sub: 'ann', groups: ['constructor', '__proto__'] }],
    ['groups that are none', { sub: 'ann', groups: { sre: true } }],
    ['no subject', { groups: ['sre'] }],
    ['an endless subject', { sub: 'a'.repeat(201), groups: ['sre'] }],
  ])('refuses a role to whoever has %s', (_, claims) => {
    expect(knownBy(claims, oidc())).toBe('no_role');
  });

  it.each([
    [{ aud: 'console' }, true],
    [{ aud: ['other', 'console'] }, true],
    [{ client_id: 'console' }, true],
    [{ aud: 'other', client_id: 'console' }, false],
    [{ aud: [] }, false],
    [{}, false],
  ])('%j is for us: %s', (claims, expected) => {
    expect(isFor(claims, 'console')).toBe(expected);
  });
});

describe('where people sign in', () => {
  it.each([
    ['an issuer without TLS', { issuer: 'http://login.example.com' }],
    ['an origin with a path', { origins: ['https://login.example.com/token'] }],
    ['a role that is none', { roles: { sre: 'root' } }],
  ])('refuses %s', (_, part) => {
    const given = { services: {}, signIn: { oidc: { issuer: 'https://a.example.com', clientId: 'c', ...part } } };

    expect(PolicySchema.safeParse(given).success).toBe(false);
  });

  it('holds tokens to the client when no audience is named', () => {
    expect(oidc().audience).toBe('console');
    expect(oidc({ audience: 'api' }).audience).toBe('api');
  });
});
