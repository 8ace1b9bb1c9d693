import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oidcTokenChecks } from '../../../functions/adapters/oidc/token-checks.ts';
import { makeKnowCaller } from '../../../functions/core/usecases/know-caller.ts';
import { API_URL, anMcpEndpoint } from '../../support/agent-api.ts';
import { aPolicy } from '../../support/builders.ts';
import { aRequest } from '../../support/http.ts';
import { anIssuer, type Issuer, wrongTokens } from '../../support/issuer.ts';
import { anOperatorApi } from '../../support/operator-api.ts';
import { withAgents } from '../agents/peers.ts';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await anIssuer();
});
afterAll(() => issuer.close());

const knower = () =>
  makeKnowCaller({
    ours: async (token) => (token === 'one-of-our-own-tokens' ? { subject: 'rob', role: 'responder' } : undefined),
    checks: oidcTokenChecks(() => new Date()),
    policies: { current: async () => aPolicy({ signIn: { oidc: issuer.policy } }) },
  });

const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

describe('a token of the issuer', () => {
  it('says who calls, and what they may', async () => {
    const know = knower();

    expect(await know(await issuer.token())).toEqual({ subject: 'ann', role: 'approver' });
    expect(await know(await issuer.token({ claims: { groups: ['staff'] } }))).toEqual({
      subject: 'ann',
      role: 'viewer',
    });
    expect(await know('one-of-our-own-tokens')).toEqual({ subject: 'rob', role: 'responder' });
  });

  it('has its keys fetched once, however many come', async () => {
    const know = knower();
    const before = issuer.seen.length;

    for (let i = 0; i < 5; i += 1) await know(await issuer.token());

    expect(issuer.seen.slice(before)).toEqual(['GET /.well-known/openid-configuration', 'GET /keys']);
  });

  it('is refused by the API, by MCP and by every agent, whatever is wrong with it', async () => {
    const { answer } = anOperatorApi(knower());
    const mcp = anMcpEndpoint(answer);
    const { fetch } = withAgents({ holder: knower() });
    const wrong = await wrongTokens(issuer);
    expect(wrong.length).toBeGreaterThan(4);
    for (const [what, token] of wrong) {
      const headers = bearer(token);
      const asked = await answer(aRequest({ path: '/me', headers }));
      const called = await mcp(aRequest({ method: 'POST', path: '/mcp', headers, body: '{}' }));
      const met = await fetch(`${API_URL}/agents/coordinator`, { method: 'POST', headers, body: '{}' });
      expect([what, asked.statusCode, called.statusCode, met.status]).toEqual([what, 401, 401, 401]);
    }
  });

  it('is refused with 403 when whoever signed in has no role here', async () => {
    const { answer } = anOperatorApi(knower());

    const asked = await answer(
      aRequest({ path: '/me', headers: bearer(await issuer.token({ claims: { groups: [] } })) }),
    );

    expect(asked.statusCode).toBe(403);
  });

  it('lets nobody in while the keys of the issuer cannot be had, and says that this is why', async () => {
    const gone = await anIssuer();
    const token = await gone.token();
    await gone.close();
    const checks = oidcTokenChecks(() => new Date());

    await expect(checks.claimsOf(token, gone.policy)).rejects.toThrow('issuer: its keys cannot be had');
  });

  it('is not taken from an issuer that calls itself otherwise', async () => {
    const checks = oidcTokenChecks(() => new Date());
    const policy = { ...issuer.policy, issuer: `${issuer.url}/` };

    await expect(checks.claimsOf(await issuer.token(), policy)).rejects.toThrow('issuer: its keys cannot be had');
  });
});
