import type { AgentTask } from '../../../functions/core/domain/agent-task.ts';
import type { AgentTasks } from '../../../functions/core/ports/agent-tasks.ts';

/** Tasks of other agents in memory. */
export const inMemoryAgentTasks = (): AgentTasks => {
  const tasks = new Map<string, AgentTask>();
  return {
    find: async (id) => tasks.get(id),
    save: async (task) => {
      if ((tasks.get(task.id)?.version ?? 0) !== task.version) return { outcome: 'conflict' };
      const saved = { ...task, version: task.version + 1 };
      tasks.set(task.id, saved);
      return { outcome: 'saved', task: saved };
    },
    of: async (agent, owner, limit) =>
      [...tasks.values()]
        .filter((task) => task.agent === agent && task.owner === owner)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
        .slice(0, limit),
  };
};
