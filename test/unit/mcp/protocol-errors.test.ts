import { describe, expect, it } from 'vitest';
import { API_URL } from '../../support/agent-api.ts';
import { TOKENS } from '../api/an-api.ts';
import { withMcp } from './clients.ts';

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

const posted = async (body: string, headers: Readonly<Record<string, string>> = {}, method = 'POST') => {
  const { fetch } = withMcp();
  const init = {
    method,
    headers: {
      authorization: `Bearer ${TOKENS['vera']?.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    ...(method === 'POST' && { body }),
  };
  const answer = await fetch(`${API_URL}/mcp`, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
};

describe('what is no call', () => {
  it.each([
    ['no token', { authorization: '' }],
    ['another scheme', { authorization: 'Basic dmVyYTp4' }],
    ['a forged token', { authorization: 'Bearer viewer-token-00000002' }],
    [
      'a token that somebody else signed for another audience',
      { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJlbHNld2hlcmUiLCJleHAiOjF9.' },
    ],
  ])('is refused with 401 for %s', async (_, headers) => {
    const { status, headers: told, text } = await posted(JSON.stringify(LIST), headers);

    expect(status).toBe(401);
    expect(told.get('www-authenticate')).toMatch(/^Bearer realm="selfright"/);
    expect(text).not.toContain('tools');
  });

  it('is refused for a reporter, who may only report', async () => {
    const { status } = await posted(JSON.stringify(LIST), { authorization: `Bearer ${TOKENS['ci']?.token}` });

    expect(status).toBe(403);
  });

  it('is refused from a web page', async () => {
    expect((await posted(JSON.stringify(LIST), { origin: 'https://evil.example' })).status).toBe(403);
  });

  it.each(['GET', 'DELETE'])('has no streams and no sessions: %s is 405', async (method) => {
    const { status, headers } = await posted('', {}, method);

    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is refused unread when it is too large', async () => {
    expect((await posted(JSON.stringify({ ...LIST, params: { x: 'x'.repeat(300_000) } }))).status).toBe(413);
  });

  it.each([
    ['no JSON', '{', -32_700],
    ['no JSON-RPC', '{"hello":"world"}', -32_600],
    ['an unknown method', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/destroy' }), -32_601],
    [
      'an unknown tool',
      JSON.stringify({ ...LIST, method: 'tools/call', params: { name: 'rm', arguments: {} } }),
      -32_602,
    ],
  ])('gets the protocol’s own error for %s', async (_, body, code) => {
    const { text } = await posted(body);

    expect(JSON.parse(text)).toMatchObject({ jsonrpc: '2.0', error: { code } });
  });

  it('tells a model which argument is wrong', async () => {
    const call = {
      ...LIST,
      method: 'tools/call',
      params: { name: 'get_incident', arguments: { incident_id: "' OR 1=1" } },
    };
    const { text } = await posted(JSON.stringify(call));

    expect(text).toMatch(/incident_id/);
    expect(JSON.parse(text)).toMatchObject({ result: { isError: true } });
  });

  it('answers JSON, never a stream', async () => {
    const { headers, status } = await posted(JSON.stringify(LIST));

    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  });
});
