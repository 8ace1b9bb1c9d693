import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { anIssuer, type Issuer, wrongTokens } from '../../support/issuer.ts';
import { ownStack } from '../../support/own-stack.ts';
import { underPolicy } from '../../support/under-policy.ts';

const outputs = ownStack();

/** The doors at which a token is shown, each asked as whoever has it would. */
const doors = ({ apiUrl }: typeof outputs, token: string) => {
  const post = (path: string, body: unknown) =>
    fetch(`${apiUrl}${path}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'a2a-version': '1.0' },
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify(body),
    });
  return {
    api: () => apiOf({ ...outputs, tokens: { viewer: token } }).call('/me'),
    mcp: () => post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    agents: () => post('/agents/coordinator', { jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id: 'x' } }),
  };
};

const statusesAt = async (token: string) => {
  const { api, mcp, agents } = doors(outputs, token);
  return Promise.all([api(), mcp(), agents()].map(async (answer) => (await answer).status));
};

describe('tokens of an issuer, where we are deployed', () => {
  let issuer: Issuer;

  beforeAll(async () => {
    issuer = await anIssuer();
  });
  afterAll(() => issuer.close());

  it('are known by the API, by MCP and by the agents, and refused by each when anything is wrong', async () => {
    await underPolicy(
      outputs,
      (policy) => ({ ...policy, signIn: { oidc: issuer.policy } }),
      async () => {
        const right = await issuer.token();
        expect(await (await doors(outputs, right).api()).json()).toEqual({ subject: 'ann', role: 'approver' });
        expect(await statusesAt(right)).toEqual([200, 200, 200]);
        for (const [what, token] of await wrongTokens(issuer)) {
          expect([what, await statusesAt(token)]).toEqual([what, [401, 401, 401]]);
        }
        const stranger = await issuer.token({ claims: { groups: ['golf'] } });
        expect(await statusesAt(stranger)).toEqual([403, 403, 403]);
        expect((await apiOf(outputs).call('/me')).status).toBe(200);
      },
    );
    expect(await statusesAt(await issuer.token())).toEqual([401, 401, 401]);
  });
});
