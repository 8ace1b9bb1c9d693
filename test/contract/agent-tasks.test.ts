import { describe } from 'vitest';
import { inMemoryAgentTasks } from '../support/fakes/agent-tasks.ts';
import { agentTasksContract } from './agent-tasks.ts';

describe('tasks of other agents in memory', () => agentTasksContract(async () => inMemoryAgentTasks()));
