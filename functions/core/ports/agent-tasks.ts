import type { AgentName, AgentTask } from '../domain/agent-task.ts';

/** Where a task stands among those of an agent and an owner. */
export type TaskPlace = Pick<AgentTask, 'createdAt' | 'id'>;

/** Where the tasks of other agents lie, so that any of our processes can answer for them. */
export interface AgentTasks {
  find(id: string): Promise<AgentTask | undefined>;
  /** Keeps a task if it still has the version that was read (0: it is new), and answers it with the next one. */
  save(
    task: AgentTask,
  ): Promise<{ readonly outcome: 'saved'; readonly task: AgentTask } | { readonly outcome: 'conflict' }>;
  /** An agent's tasks begun by this subject, the newest first, at most `limit`; only those older than `before`, if given. */
  of(agent: AgentName, owner: string, limit: number, before?: TaskPlace): Promise<readonly AgentTask[]>;
}
