import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import { anApiServer } from '../../support/api-server.ts';
import { aGrant } from '../../support/builders.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const call = async (method: string, path: string, token: string, body?: unknown) => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.stringify(await answer.json()) };
};

const run = async (...words: readonly string[]) => {
  const out: string[] = [];
  const code = await runCommandLine([...words], {
    stack: () => ({ apiUrl: server.url, tokenFor: (role) => role }),
    write: (text) => void out.push(text),
    complain: (text) => void out.push(text),
    paint: noPaint,
  });
  return { code, out: out.join('\n') };
};

const ASKED = { runbook: 'database-timeout', service: 'checkout', seconds: 3_600, reason: 'seen often' };

describe('POST /grants', () => {
  it('gives one under the name of an approver', async () => {
    const { status, body } = await call('POST', '/grants', 'approver', ASKED);

    expect(status).toBe(201);
    expect(JSON.parse(body)).toMatchObject({ fault: 'database-timeout', by: 'the approver' });
  });

  it.each(['viewer', 'responder'])('refuses a %s', async (role) => {
    expect((await call('POST', '/grants', role, ASKED)).status).toBe(403);
  });

  it.each([
    [{ ...ASKED, runbook: 'no-such' }, 'runbook'],
    [{ ...ASKED, service: 'no-such' }, 'service'],
    [{ ...ASKED, seconds: 10 }, 'seconds'],
    [{ ...ASKED, seconds: 30 * 86_400 }, 'seconds'],
    [{ ...ASKED, reason: '' }, 'reason'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = await call('POST', '/grants', 'approver', body);

    expect(answer).toMatchObject({ status: 422, body: expect.stringContaining(`"field":"${field}"`) });
  });
});

describe('DELETE /grants/{id}', () => {
  beforeEach(() => server.grants.put(aGrant()));

  it('takes one back, by any responder', async () => {
    expect((await call('DELETE', `/grants/${aGrant().id}`, 'viewer')).status).toBe(403);
    expect((await call('DELETE', `/grants/${aGrant().id}`, 'responder')).body).toContain('the responder');
  });

  it.each(['GRT-01KJQ000000000000000000099', 'nonsense'])('answers 404 for %s', async (id) => {
    expect((await call('DELETE', `/grants/${id}`, 'responder')).status).toBe(404);
  });
});

describe('grants', () => {
  it('are given, listed and revoked', async () => {
    expect((await run('grants', 'list')).out).toBe('nothing runs by a grant');
    const made = await run('grants', 'give', 'database-timeout', 'checkout', '--for', '2h', '--reason', 'seen often');
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('database-timeout for checkout until') });
    const id = made.out.split(' ')[0] ?? '';
    expect((await run('grants', 'revoke', id)).out).toContain('revoked by the responder');
    expect((await run('grants', 'list')).out).toContain(id);
  });

  it('fail for what is no duration', async () => {
    const { code, out } = await run(
      'grants',
      'give',
      'database-timeout',
      'checkout',
      '--for',
      'ever',
      '--reason',
      'why',
    );

    expect(code).toBe(2);
    expect(out).toContain('such as 2h');
  });
});
