import * as z from 'zod';
import { AGENT_NAMES, type AgentTask, TASK_GOALS, TASK_PHASES } from '../../../core/domain/agent-task.ts';
import type { TaskPlace } from '../../../core/ports/agent-tasks.ts';
import { AGENT_TASKS, agentTaskKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { AnyJsonObject, Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf } from './item.ts';

const TaskShape = z.object(
  shapeOf<AgentTask>()({
    id: z.string(),
    agent: z.enum(AGENT_NAMES),
    contextId: z.string(),
    owner: z.string(),
    goal: z.enum(TASK_GOALS),
    incidentId: Id.optional(),
    since: z.int().optional(),
    createdAt: z.string(),
    updatedAt: z.string(),
    messages: z.array(
      z.object({
        id: z.string(),
        by: z.enum(['peer', 'agent']),
        subject: z.string(),
        at: z.string(),
        text: z.string(),
      }),
    ),
    settled: z.object({ phase: z.enum(TASK_PHASES), says: z.string() }).optional(),
    found: AnyJsonObject.optional(),
    delegated: z.partialRecord(z.enum(AGENT_NAMES), z.string()),
    version: z.int().min(0),
  }),
);

const TaskItem = itemOf('agent_task', { version: z.int().min(1), task: jsonText(TaskShape), expiresAt: z.number() });

/** A task is forgotten a month after it was begun: its incident stays. */
const KEPT_SECONDS = 30 * 86_400;

/** Where a task stands in the index. */
export const agentTaskPlace = ({ createdAt, id }: TaskPlace): string => `${createdAt}#${id}`;

export const agentTaskItem = (task: AgentTask): RawItem => ({
  ...agentTaskKey(task.id),
  gsi1pk: AGENT_TASKS(task.agent, task.owner),
  gsi1sk: agentTaskPlace(task),
  type: 'agent_task',
  schema: SCHEMA,
  version: task.version,
  expiresAt: Math.ceil(Date.parse(task.createdAt) / 1000) + KEPT_SECONDS,
  task: JSON.stringify(task),
});

export const agentTaskFrom = (raw: RawItem): AgentTask => parseItem(TaskItem, raw).task;
