import type { AgentTask } from '../../../functions/core/domain/agent-task.ts';
import type { AgentTasks, TaskPlace } from '../../../functions/core/ports/agent-tasks.ts';

const placeOf = ({ createdAt, id }: TaskPlace): string => `${createdAt}#${id}`;

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
    of: async (agent, owner, limit, before) =>
      [...tasks.values()]
        .filter((task) => task.agent === agent && task.owner === owner)
        .filter((task) => before === undefined || placeOf(task) < placeOf(before))
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
        .slice(0, limit),
  };
};
