import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresActionRunner, postgresTargets } from '../../../functions/adapters/postgres/connector.ts';
import { postgresSessions } from '../../../functions/adapters/postgres/sessions.ts';
import type { IdleSession } from '../../../functions/core/ports/sessions.ts';
import { sessionsContract } from '../../contract/sessions.ts';
import { aStep } from '../../support/builders.ts';
import { idleSessions } from '../../support/idle-sessions.ts';

const drops: (() => Promise<void>)[] = [];

const database = () => {
  const opened = idleSessions();
  drops.push(opened.drop);
  const urlOf = async () => opened.url;
  return { ...opened, sessions: postgresSessions(urlOf), runner: postgresActionRunner(urlOf) };
};

const aStepFor = (...sessions: readonly IdleSession[]) =>
  aStep({
    parameters: {
      connection: 'database',
      applicationNamePrefix: 'checkout-',
      sessions: sessions.map((session) => ({ ...session })),
    },
  });

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

describe('sessions in PostgreSQL', () => {
  sessionsContract(() => ({ ...database(), connection: 'database' }));

  it('tells the last statement without what was written into it', async () => {
    const { sessions, open } = database();
    const client = await open('checkout-1');
    await client.query('BEGIN');
    await client.query("SELECT 'alice@example.org', 42 -- note\n");

    const [session] = await sessions.idleInTransaction('database', 'checkout-', 0);

    expect(session?.lastStatement).toBe('SELECT ?, ?');
  });

  it('refuses to look for every session', async () => {
    const { sessions } = database();

    const found = sessions.idleInTransaction('database', '', 0);

    await expect(found).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('fails as unavailable where nothing listens', async () => {
    const sessions = postgresSessions(async () => 'postgres://nobody:hidden@127.0.0.1:9/none');

    const found = sessions.idleInTransaction('database', 'checkout-', 0);

    await expect(found).rejects.toMatchObject({
      name: 'DependencyUnavailable',
      message: expect.not.stringContaining('hidden'),
    });
  });

  it('gives a database up that takes the connection and says nothing', async () => {
    const silent = createServer((socket) => drops.push(async () => void socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    drops.push(async () => void silent.close());
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const sessions = postgresSessions(async () => `postgres://nobody@127.0.0.1:${port}/none`);

    const found = sessions.idleInTransaction('database', 'checkout-', 0);

    await expect(found).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });

  it('fails as unavailable where it is refused, and never tells the password', async () => {
    const { url } = database();
    const wrong = new URL(url);
    wrong.password = 'not-the-password';
    wrong.pathname = '/no-such-database';
    const sessions = postgresSessions(async () => wrong.href);

    const found = sessions.idleInTransaction('database', 'checkout-', 0);

    await expect(found).rejects.toMatchObject({
      name: 'DependencyUnavailable',
      message: expect.not.stringContaining('not-the-password'),
    });
  });

  it('fails without telling an address that is none', async () => {
    const sessions = postgresSessions(async () => 'postgres://user:hidden@:::/x');

    const found = sessions.idleInTransaction('database', 'checkout-', 0);

    await expect(found).rejects.toMatchObject({ message: expect.not.stringContaining('hidden') });
  });

  it('does not take sessions that it may not see for none', async () => {
    const { url, open, leaveIdle } = database();
    const admin = await open('test-admin');
    await admin.query('DROP ROLE IF EXISTS stranger');
    await admin.query("CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
    await leaveIdle('checkout-1');
    const strange = new URL(url);
    strange.username = 'stranger';
    strange.password = 'stranger';

    const found = postgresSessions(async () => strange.href).idleInTransaction('database', 'checkout-', 0);

    await expect(found).rejects.toMatchObject({
      name: 'DependencyUnavailable',
      remedy: expect.stringContaining('pg_read_all_stats'),
    });
  });
});

describe('ending idle sessions in PostgreSQL', () => {
  it('ends exactly the planned sessions', async () => {
    const { sessions, runner, leaveIdle, leaveAtRest, alive } = database();
    const planned = [await leaveIdle('checkout-1'), await leaveIdle('checkout-2')];
    const found = await sessions.idleInTransaction('database', 'checkout-', 0);
    const others = [await leaveIdle('checkout-1'), await leaveIdle('orders-1'), await leaveAtRest('checkout-2')];

    const ran = await runner.run(aStepFor(...found), 'key');

    const left = await alive();
    expect(ran).toMatchObject({ outcome: 'done', changed: { ended: expect.arrayContaining(planned) } });
    expect(ran.found).toMatchObject({ sessions: planned.map((pid) => ({ pid, met: 'idle in transaction' })) });
    expect(planned.filter((pid) => left.has(pid))).toEqual([]);
    expect(others.filter((pid) => left.has(pid))).toEqual(others);
  });

  it('tells beforehand how many of them are still there, and touches none', async () => {
    const { url, sessions, leaveIdle, alive } = database();
    const pid = await leaveIdle('checkout-1');
    const step = aStepFor(...(await sessions.idleInTransaction('database', 'checkout-', 0)));

    const seen = await postgresTargets(async () => url).look(step);

    expect(seen).toEqual({ idleInTransaction: 1 });
    expect((await alive()).has(pid)).toBe(true);
  });

  it('skips when every session has gone', async () => {
    const { sessions, runner, leaveIdle } = database();
    await leaveIdle('checkout-1');
    const found = await sessions.idleInTransaction('database', 'checkout-', 0);
    await runner.run(aStepFor(...found), 'key');

    const again = await runner.run(aStepFor(...found), 'key');

    expect(again).toMatchObject({ outcome: 'skipped', found: { sessions: [{ met: 'gone' }] } });
  });

  it('spares a session that went on to another transaction, or is at rest', async () => {
    const { sessions, runner, open, pidOf, alive } = database();
    const [moved, rested] = [await open('checkout-1'), await open('checkout-2')];
    for (const client of [moved, rested]) await client.query('BEGIN');
    const pids = [await pidOf(moved), await pidOf(rested)];
    const found = await sessions.idleInTransaction('database', 'checkout-', 0);
    await moved.query('COMMIT');
    await moved.query('BEGIN');
    await rested.query('COMMIT');

    const ran = await runner.run(aStepFor(...found), 'key');

    const left = await alive();
    expect(ran).toMatchObject({
      outcome: 'skipped',
      found: { sessions: [{ met: 'in another transaction' }, { met: 'not idle in a transaction' }] },
    });
    expect(pids.every((pid) => left.has(pid))).toBe(true);
  });

  it('spares a session whose process id another session got since', async () => {
    const { sessions, runner, leaveIdle, alive } = database();
    const pid = await leaveIdle('checkout-1');
    const found = await sessions.idleInTransaction('database', 'checkout-', 0);
    const older = found.map((session) => ({ ...session, backendStart: '2020-01-01T00:00:00.000000Z' }));

    const ran = await runner.run(aStepFor(...older), 'key');

    expect(ran).toMatchObject({ outcome: 'skipped', found: { sessions: [{ pid, met: 'gone' }] } });
    expect((await alive()).has(pid)).toBe(true);
  });

  it('refuses a step that names a session outside the planned application', async () => {
    const { sessions, runner, leaveIdle, alive } = database();
    const pid = await leaveIdle('orders-1');
    const found = await sessions.idleInTransaction('database', 'orders-', 0);

    const ran = runner.run(aStepFor(...found), 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
    expect((await alive()).has(pid)).toBe(true);
  });

  it('fails as unavailable where nothing listens', async () => {
    const runner = postgresActionRunner(async () => 'postgres://nobody@127.0.0.1:9/none');

    const ran = runner.run(aStep(), 'key');

    await expect(ran).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
