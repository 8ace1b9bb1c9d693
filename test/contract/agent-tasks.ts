import { expect, it } from 'vitest';
import type { AgentTask } from '../../functions/core/domain/agent-task.ts';
import type { AgentTasks } from '../../functions/core/ports/agent-tasks.ts';

const aTask = (part: Partial<AgentTask> = {}): AgentTask => ({
  ...{ id: 'task-1', agent: 'coordinator', contextId: 'context-1', owner: 'vera', goal: 'resolve' },
  incidentId: 'INC-01KJQ000000000000000000001',
  createdAt: '2026-03-02T10:00:00.000Z',
  updatedAt: '2026-03-02T10:00:00.000Z',
  messages: [{ id: 'm-1', by: 'peer', subject: 'vera', at: '2026-03-02T10:00:00.000Z', text: 'handle it' }],
  delegated: { 'diagnostic-agent': 'task-2' },
  version: 0,
  ...part,
});

/** What keeps the tasks of other agents promises. */
export const agentTasksContract = (make: () => Promise<AgentTasks>): void => {
  it('finds a task as it was kept, with the next version', async () => {
    const tasks = await make();

    const kept = await tasks.save(aTask());

    expect(kept).toEqual({ outcome: 'saved', task: aTask({ version: 1 }) });
    expect(await tasks.find('task-1')).toEqual(aTask({ version: 1 }));
    expect(await tasks.find('task-9')).toBeUndefined();
  });

  it('refuses a write that rests on what is not so any more', async () => {
    const tasks = await make();
    await tasks.save(aTask());

    const again = await tasks.save(aTask({ owner: 'eve' }));
    const next = await tasks.save(aTask({ version: 1, settled: { phase: 'canceled', says: 'Cancelled.' } }));
    const stale = await tasks.save(aTask({ version: 1 }));

    expect([again.outcome, next.outcome, stale.outcome]).toEqual(['conflict', 'saved', 'conflict']);
    expect(await tasks.find('task-1')).toMatchObject({ owner: 'vera', settled: { phase: 'canceled' }, version: 2 });
  });

  it('lists what a subject began with an agent, the newest first', async () => {
    const tasks = await make();
    await tasks.save(aTask());
    await tasks.save(aTask({ id: 'task-2', createdAt: '2026-03-02T10:00:01.000Z' }));
    await tasks.save(aTask({ id: 'task-3', owner: 'rob' }));
    await tasks.save(aTask({ id: 'task-4', agent: 'resolution-agent' }));

    const listed = await tasks.of('coordinator', 'vera', 10);

    expect(listed.map(({ id }) => id)).toEqual(['task-2', 'task-1']);
    expect(await tasks.of('coordinator', 'vera', 1)).toHaveLength(1);
  });

  it('goes on where a page ended, also among tasks of the same moment', async () => {
    const tasks = await make();
    for (const id of ['task-1', 'task-2', 'task-3']) await tasks.save(aTask({ id }));

    const [first, ...more] = await tasks.of('coordinator', 'vera', 2);
    const last = more.at(-1) ?? aTask();
    const rest = await tasks.of('coordinator', 'vera', 2, last);

    expect([first?.id, last.id, ...rest.map(({ id }) => id)]).toEqual(['task-3', 'task-2', 'task-1']);
    expect(await tasks.of('coordinator', 'vera', 2, rest[0])).toEqual([]);
  });
};
