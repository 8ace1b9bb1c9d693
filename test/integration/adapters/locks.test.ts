import { afterEach, describe, expect, it } from 'vitest';
import { postgresActionRunner, postgresTargets } from '../../../functions/adapters/postgres/connector.ts';
import { postgresLocks } from '../../../functions/adapters/postgres/locks.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { blockerAsJson } from '../../../functions/core/ports/locks.ts';
import { locksContract } from '../../contract/locks.ts';
import { heldLocks } from '../../support/held-locks.ts';
import { idleSessions } from '../../support/idle-sessions.ts';

const drops: (() => Promise<void>)[] = [];

const database = () => {
  const sessions = idleSessions();
  const { hold, drop } = heldLocks(sessions);
  drops.push(drop);
  const urlOf = async () => sessions.url;
  const locks = postgresLocks(urlOf);
  return {
    ...sessions,
    hold,
    locks,
    runner: postgresActionRunner(urlOf),
    targets: postgresTargets(urlOf),
    block: async (blocker: string, waiter: string, waiters: number) => (await hold(blocker, waiter, waiters)).pid,
    /** Ending whoever holds sessions of checkout up now, as a plan would have it. */
    task: async (part: Readonly<Record<string, string>> = {}) => {
      const [found] = await locks.blockers('database', 'checkout-', 0);
      if (found === undefined) throw new Error('nobody is held up');
      const call = callOf('terminate-blocker', {
        database: 'database',
        connection: 'database',
        applicationNamePrefix: 'checkout-',
        blocker: blockerAsJson({ ...found, ...part }),
      });
      return { ...call, before: { blocking: 1 } };
    },
  };
};

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

describe('locks in PostgreSQL', () => {
  locksContract(() => ({ ...database(), connection: 'database' }));

  it('refuses to look for everybody', async () => {
    const { locks } = database();

    const found = locks.blockers('database', '', 0);

    await expect(found).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});

describe('ending a blocker in PostgreSQL', () => {
  it('ends exactly the one that was found, and those that waited go on', async () => {
    const { block, runner, task, alive, leaveIdle } = database();
    const bystander = await leaveIdle('stocktaking');
    const pid = await block('stocktaking', 'checkout-1', 2);

    const ran = await runner.run(await task(), 'key');

    const left = await alive();
    expect(ran).toMatchObject({ outcome: 'done', changed: { blocking: 0, ended: pid } });
    expect([left.has(pid), left.has(bystander)]).toEqual([false, true]);
  });

  it('tells beforehand how many wait for it, and touches nobody', async () => {
    const { block, targets, task, alive } = database();
    const pid = await block('stocktaking', 'checkout-1', 1);

    const seen = await targets.look(await task());

    expect(seen).toEqual({ blocking: 1 });
    expect((await alive()).has(pid)).toBe(true);
  });

  it('skips when it is gone, and says so after a crash', async () => {
    const { block, runner, task } = database();
    await block('stocktaking', 'checkout-1', 1);
    const planned = await task();
    await runner.run(planned, 'key');

    const [again, inspected] = [await runner.run(planned, 'key'), await runner.inspect(planned, 'key')];

    expect(again).toMatchObject({ outcome: 'skipped', found: { blocking: 0 } });
    expect(inspected).toMatchObject({ outcome: 'done' });
  });

  it('says after a crash that nothing has happened while they still wait', async () => {
    const { block, runner, task } = database();
    await block('stocktaking', 'checkout-1', 1);

    const inspected = await runner.inspect(await task(), 'key');

    expect(inspected).toMatchObject({ outcome: 'not_done', found: { blocking: 1 } });
  });

  it.each([
    ['another transaction', { transactionStart: '2020-01-01T00:00:00.000000Z' }],
    ['another session under its process id', { backendStart: '2020-01-01T00:00:00.000000Z' }],
    ['a session of another name', { applicationName: 'payroll' }],
  ])('spares %s', async (_, part) => {
    const { block, runner, task, alive } = database();
    const pid = await block('stocktaking', 'checkout-1', 1);

    const ran = await runner.run(await task(part), 'key');

    expect(ran).toMatchObject({ outcome: 'skipped' });
    expect((await alive()).has(pid)).toBe(true);
  });

  it('refuses a step that names no session', async () => {
    const { block, runner, task } = database();
    await block('stocktaking', 'checkout-1', 1);
    const planned = await task();

    const ran = runner.run({ ...planned, parameters: { ...planned.parameters, blocker: {} } }, 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
