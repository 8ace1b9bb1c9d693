import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import { anApiServer } from '../../support/api-server.ts';

const TARGET = 'postgres:database/under-way';
let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
  for (const { target, incidentId } of server.record.locks)
    if (incidentId !== undefined) server.memory.locks.set(target, { incidentId, fencing: 1_772_445_600_000 });
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

describe('GET /locks', () => {
  it('shows viewers who holds what', async () => {
    const { status, body } = await call('GET', '/locks', 'viewer');

    expect(status).toBe(200);
    expect(body).toContain(TARGET);
  });
});

describe('DELETE /locks/{target}', () => {
  it.each([TARGET, encodeURIComponent(TARGET)])('frees %s for an admin, who stands on the timeline', async (target) => {
    const { status } = await call('DELETE', `/locks/${target}`, 'admin', { reason: 'the holder hangs' });

    expect(status).toBe(200);
    expect(server.memory.locks.has(TARGET)).toBe(false);
    const told = [...server.memory.incidents.values()].flatMap(({ timeline }) => timeline);
    expect(told.find(({ kind }) => kind === 'lock.broken')).toMatchObject({
      actor: 'person:the admin',
      reason: 'lock_broken',
      text: expect.stringContaining('the holder hangs'),
    });
  });

  it.each(['viewer', 'responder', 'approver'])('refuses a %s', async (role) => {
    expect((await call('DELETE', `/locks/${TARGET}`, role, { reason: 'just so' })).status).toBe(403);
    expect(server.memory.locks.has(TARGET)).toBe(true);
  });

  it('refuses without a reason', async () => {
    expect((await call('DELETE', `/locks/${TARGET}`, 'admin', {})).status).toBe(422);
  });

  it('answers 404 for what nobody holds', async () => {
    expect((await call('DELETE', '/locks/nothing/at/all', 'admin', { reason: 'just so' })).status).toBe(404);
    expect((await call('DELETE', '/locks/', 'admin', { reason: 'just so' })).status).toBe(405);
  });
});

describe('locks', () => {
  it('are listed, and broken with a reason', async () => {
    expect((await run('locks', 'list')).out).toContain(TARGET);
    expect(await run('locks', 'break', TARGET, '--reason', 'the holder hangs')).toMatchObject({
      code: 0,
      out: expect.stringContaining(`freed: ${TARGET}`),
    });
    expect(await run('locks', 'break', TARGET, '--reason', 'again')).toMatchObject({ code: 1 });
  });

  it('say so when there are none', async () => {
    server.memory.locks.clear();

    expect((await run('locks', 'list')).out).toBe('no target is locked');
  });
});

describe('why', () => {
  const UNDER_WAY = 3;

  it('tells each rule, and that nothing stands in the way', async () => {
    const { code, out } = await run('why', server.record.incidents[UNDER_WAY]?.incident.id ?? '');

    expect(code).toBe(0);
    expect(out).toMatch(/VERDICT +RULE +MET +ALLOWED\nallow +mode +auto +auto/);
    expect(out).toContain('Nothing stands in the way.');
  });

  it('is 404 for an incident that is not there', async () => {
    expect((await call('GET', '/incidents/INC-01KJQ000000000000000000099/why', 'viewer')).status).toBe(404);
  });
});
