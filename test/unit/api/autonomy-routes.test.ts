import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import { AutonomyView } from '../../../functions/core/contracts/autonomy.ts';
import { anApiServer } from '../../support/api-server.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const ask = async (path: string, token: string) => {
  const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json() };
};

const run = async (line: string) => {
  const out: string[] = [];
  const code = await runCommandLine(line.split(' '), {
    stack: () => ({ apiUrl: server.url, tokenFor: (role) => role }),
    write: (text) => void out.push(text),
    complain: (text) => void out.push(text),
    paint: noPaint,
  });
  return { code, out: out.join('\n') };
};

describe('GET /autonomy', () => {
  it('tells viewers how each runbook did at each service, with the mode that it has there', async () => {
    const { status, body } = await ask('/autonomy?days=365', 'viewer');

    expect(status).toBe(200);
    const { runbooks, incidents } = AutonomyView.parse(body);
    expect(incidents).toBe(server.record.incidents.length);
    expect(runbooks).toMatchObject([
      { fault: 'database-timeout', service: 'checkout', mode: 'auto', verified: 1, earned: false },
    ]);
  });

  it('looks no further back than it is asked to', async () => {
    server.clock.advance(3 * 86_400);

    const { body } = await ask('/autonomy?days=1', 'viewer');

    expect(AutonomyView.parse(body)).toMatchObject({ incidents: 0, runbooks: [] });
  });

  it('refuses what is no number of days', async () => {
    expect((await ask('/autonomy?days=0', 'viewer')).status).toBe(422);
    expect((await ask('/autonomy', 'nobody')).status).toBe(401);
  });
});

describe('selfright autonomy', () => {
  it('suggests, and says that it changes nothing', async () => {
    const { code, out } = await run('autonomy --days 365');

    expect(code).toBe(0);
    expect(out).toContain('database-timeout for checkout has not earned auto: 1 of');
    expect(out).toContain('only a change of the policy changes what may be done');
  });

  it('keeps with a note whether the plan was what it took', async () => {
    const id = server.record.incidents[0]?.incident.id ?? '';

    await run(`note ${id} right-so --plan right`);

    const { body } = await ask('/autonomy?days=365', 'viewer');
    expect(AutonomyView.parse(body).runbooks[0]).toMatchObject({ agreed: 1 });
  });
});
