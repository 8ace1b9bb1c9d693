import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { OidcPolicy } from '../../functions/core/domain/sign-in.ts';

export const AUDIENCE = 'selfright-console';

/** How a token differs from a right one. */
export interface Wrong {
  readonly claims?: JWTPayload;
  /** Signed with a key that the issuer never published, under the name of one that it did. */
  readonly forged?: boolean;
  /** In force this many seconds from now. @default 300 */
  readonly seconds?: number;
  readonly issuer?: string;
  readonly audience?: string | string[];
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

/** An OpenID Connect issuer on a loopback port, with keys of its own: whoever comes to its door is Ann, who is of `groups`. */
export const anIssuer = async (groups: readonly string[] = ['on-call']) => {
  const [pair, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const challenges = new Map<string, string>();
  const seen: string[] = [];
  let url = '';

  const token = ({ claims = {}, forged = false, seconds = 300, issuer = url, audience = AUDIENCE }: Wrong = {}) =>
    new SignJWT({ groups, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setSubject('ann')
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(forged ? other.privateKey : pair.privateKey);

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    seen.push(`${request.method} ${pathname}`);
    const json = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') {
      const endpoints = { authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token` };
      return json(200, { issuer: url, jwks_uri: `${url}/keys`, ...endpoints });
    }
    if (pathname === '/keys') return json(200, { keys: [jwk] });
    if (pathname === '/authorize') {
      const code = randomUUID();
      challenges.set(code, searchParams.get('code_challenge') ?? '');
      const back = new URL(searchParams.get('redirect_uri') ?? url);
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname === '/token') {
      const given = new URLSearchParams(await textOf(request));
      const code = given.get('code') ?? '';
      const proof = createHash('sha256')
        .update(given.get('code_verifier') ?? '')
        .digest('base64url');
      const isRight = challenges.get(code) === proof && given.get('client_id') === AUDIENCE;
      challenges.delete(code);
      return isRight ? json(200, { access_token: await token() }) : json(400, { error: 'invalid_grant' });
    }
    return json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the issuer has no port');
  url = `http://127.0.0.1:${address.port}`;
  const policy: OidcPolicy = {
    ...{ issuer: url, clientId: AUDIENCE, audience: AUDIENCE, scopes: 'openid', token: 'access_token' },
    ...{ subjectClaim: 'sub', rolesClaim: 'groups', roles: { 'on-call': 'approver', staff: 'viewer' }, origins: [] },
  };
  return { url, policy, token, seen, close: () => new Promise((resolve) => server.close(resolve)) };
};

export type Issuer = Awaited<ReturnType<typeof anIssuer>>;

/** Tokens that must be refused, each with what is wrong with it. */
export const wrongTokens = async ({ token, url }: Issuer): Promise<readonly (readonly [string, string])[]> => {
  const right = await token();
  const [head = '', body = ''] = right.split('.');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return [
    ['signed with another key', await token({ forged: true })],
    ['expired', await token({ seconds: -60 })],
    ['made out for another audience', await token({ audience: 'somebody-else' })],
    ['of another issuer', await token({ issuer: `${url}/other` })],
    ['not signed at all', `${unsigned}.${body}.x`],
    ['with a broken signature', `${head}.${body}.${'A'.repeat(86)}`],
  ];
};
