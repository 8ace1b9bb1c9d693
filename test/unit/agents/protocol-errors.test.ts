import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { API_URL } from '../../support/agent-api.ts';
import { withAgents } from './peers.ts';

const URL_OF = `${API_URL}/agents/resolution-agent`;
const ID = 'INC-01KJQ000000000000000009999';

const posted = async (body: unknown, headers: Readonly<Record<string, string>> = {}, url = URL_OF) => {
  const { fetch, tokenOf } = withAgents();
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${tokenOf('vera')}`, 'content-type': 'application/json', 'a2a-version': '1.0' },
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
};

const call = (method: string, params: unknown = {}) => ({ jsonrpc: '2.0', id: 7, method, params });
const Answer = z.looseObject({ result: z.looseObject({ id: z.string() }).optional() });
const message = (parts: unknown[]) => ({ message: { messageId: 'm', role: 'ROLE_USER', parts } });

describe('A2A’s own errors', () => {
  it.each([
    ['no JSON', '{', -32_700],
    ['no JSON-RPC', { hello: 'world' }, -32_600],
    ['a batch', [call('GetTask', { id: 'x' })], -32_600],
    ['an unknown method', call('DestroyTask'), -32_601],
    ['a task that is not there', call('GetTask', { id: 'x' }), -32_001],
    ['cancelling a task that is not there', call('CancelTask', { id: 'x' }), -32_001],
    [
      'push notifications',
      call('CreateTaskPushNotificationConfig', { taskId: 'x', url: 'https://evil.example' }),
      -32_003,
    ],
    ['streaming', call('SendStreamingMessage', message([{ text: 'hello' }])), -32_004],
    ['resubscribing', call('SubscribeToTask', { id: 'x' }), -32_004],
    ['an extended card', call('GetExtendedAgentCard'), -32_007],
  ])('answer %s', async (_, body, code) => {
    const { status, body: told } = await posted(body);

    expect(status).toBe(200);
    expect(told).toMatchObject({ jsonrpc: '2.0', error: { code, message: expect.any(String) } });
  });

  it.each([
    ['a page of none', { pageSize: 0 }],
    ['a page below none', { pageSize: -1 }],
    ['a page of too many', { pageSize: 101 }],
    ['a history below none', { historyLength: -1 }],
    ['a page that was never offered', { pageToken: 'x' }],
    ['what changed since no moment', { statusTimestampAfter: 'yesterday' }],
  ])('refuse to list %s', async (_, params) => {
    expect((await posted(call('ListTasks', params))).body).toMatchObject({ error: { code: -32_602 } });
  });

  it.each([
    ['its id, of what is no request', { jsonrpc: '1.0', id: 'mine', method: 'GetTask' }, 'mine'],
    ['none, of what has none', { jsonrpc: '2.0', id: { a: 1 }, params: {} }, null],
  ])('name %s', async (_, body, id) => {
    expect((await posted(body)).body).toMatchObject({ id, error: { code: -32_600 } });
  });

  it.each([
    ['no message', {}],
    ['a message without an id', { message: { messageId: '', role: 'ROLE_USER', parts: [] } }],
    ['a message that names nothing', message([{ text: 'hello' }])],
    ['an incident that is not there', message([{ data: { incident_id: ID } }])],
    ['an id that is none', message([{ data: { incident_id: '../../etc' } }])],
    ['a decision that is none', message([{ data: { incident_id: ID, decision: 'maybe' } }])],
  ])('call %s malformed', async (_, params) => {
    const { body } = await posted(call('SendMessage', params));

    expect([-32_600, -32_602]).toContain(body.error.code);
  });

  it('refuse a version that is not spoken', async () => {
    expect((await posted(call('GetTask', { id: 'x' }), { 'a2a-version': '7.0' })).body).toMatchObject({
      error: { code: -32_009 },
    });
  });

  it.each([
    ['no token', ''],
    ['a forged token', 'Bearer viewer-token-00000009'],
    ['a token for somebody else', 'Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJlbHNld2hlcmUifQ.'],
  ])('are not even reached with %s', async (_, authorization) => {
    const { status } = await posted(call('GetTask', { id: 'x' }), { authorization });

    expect(status).toBe(401);
  });

  it('are not reached with too much, or on another route', async () => {
    const large = await posted(call('GetTask', { id: 'x'.repeat(1_100_000) }));
    const unknown = await posted(call('GetTask', { id: 'x' }), {}, `${API_URL}/agents/mole`);

    expect([large.status, unknown.status]).toEqual([413, 404]);
  });
});

describe('a peer of 0.3', () => {
  it('begins and follows a task by the methods of its version', async () => {
    const world = withAgents();
    const { id } = await world.opened();
    const say = async (method: string, params: unknown) => {
      const answer = await world.fetch(URL_OF, {
        method: 'POST',
        headers: { authorization: `Bearer ${world.tokenOf('vera')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
      return Answer.parse(await answer.json());
    };
    const parts = [{ kind: 'data', data: { incident_id: id } }];

    const sent = await say('message/send', {
      message: { kind: 'message', messageId: 'm-1', role: 'user', parts },
      configuration: { blocking: false },
    });
    const got = await say('tasks/get', { id: sent.result?.id });

    expect(sent).toMatchObject({ result: { kind: 'task', status: { state: 'working' } } });
    expect(got).toMatchObject({ result: { id: sent.result?.id, status: { state: 'working' } } });
    expect(await say('tasks/get', { id: 'x' })).toMatchObject({ error: { code: -32_001 } });
    expect(await say('tasks/explode', {})).toMatchObject({ error: { code: -32_601 } });
  });
});
