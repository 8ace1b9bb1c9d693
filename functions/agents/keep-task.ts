import type { AgentTask } from '../core/domain/agent-task.ts';
import { DependencyUnavailable } from '../core/domain/errors.ts';
import type { AgentTasks } from '../core/ports/agent-tasks.ts';

const ROUNDS = 5;

/** Writes what `change` makes of a task, anew on what it says by then should somebody else have been quicker. */
export const keepTask = async (
  tasks: AgentTasks,
  task: AgentTask,
  change: (task: AgentTask) => AgentTask,
): Promise<AgentTask> => {
  let seen: AgentTask | undefined = task;
  for (let round = 0; round < ROUNDS && seen !== undefined; round += 1) {
    const changed = change(seen);
    if (changed === seen && seen.version > 0) return seen;
    const kept = await tasks.save(changed);
    if (kept.outcome === 'saved') return kept.task;
    seen = await tasks.find(task.id);
  }
  throw new DependencyUnavailable('agent tasks', `${task.id} kept changing`);
};
