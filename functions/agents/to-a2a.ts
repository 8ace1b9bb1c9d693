import { type Artifact, type Message, Role, type Task, TaskState } from '@a2a-js/sdk';
import type { AgentTask, Standing, TaskMessage, TaskPhase } from '../core/domain/agent-task.ts';

const STATES: Readonly<Record<TaskPhase, TaskState>> = {
  working: TaskState.TASK_STATE_WORKING,
  input_required: TaskState.TASK_STATE_INPUT_REQUIRED,
  completed: TaskState.TASK_STATE_COMPLETED,
  failed: TaskState.TASK_STATE_FAILED,
  canceled: TaskState.TASK_STATE_CANCELED,
  rejected: TaskState.TASK_STATE_REJECTED,
};

export const stateOf = (phase: TaskPhase): TaskState => STATES[phase];

const spoken = (task: AgentTask, { id, by, text }: Pick<TaskMessage, 'id' | 'by' | 'text'>): Message => ({
  ...{ messageId: id, contextId: task.contextId, taskId: task.id },
  role: by === 'peer' ? Role.ROLE_USER : Role.ROLE_AGENT,
  parts: [{ content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: 'text/plain' }],
  ...{ metadata: undefined, extensions: [], referenceTaskIds: [] },
});

/** A task as the protocol tells it; `reply` is what was just said to the peer, in place of how the task stands. */
export const toA2a = (
  task: AgentTask,
  { phase, says }: Standing,
  artifacts: readonly Artifact[],
  { historyLength, reply }: { readonly historyLength?: number | undefined; readonly reply?: string | undefined } = {},
): Task => ({
  id: task.id,
  contextId: task.contextId,
  status: {
    state: STATES[phase],
    message: spoken(task, { id: `${task.id}-${task.version}`, by: 'agent', text: reply ?? says }),
    timestamp: task.updatedAt,
  },
  artifacts: [...artifacts],
  history: (historyLength === 0 ? [] : task.messages.slice(-(historyLength ?? task.messages.length))).map((one) =>
    spoken(task, one),
  ),
  metadata: { agent: task.agent, ...(task.incidentId !== undefined && { incident_id: task.incidentId }) },
});
