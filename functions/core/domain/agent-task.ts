import type { Incident, IncidentId, WholeIncident } from './incident.ts';
import type { JsonObject } from './json.ts';
import type { Instant } from './time.ts';

/** The agents that other agents talk to. */
export const AGENT_NAMES = ['diagnostic-agent', 'resolution-agent', 'coordinator'] as const;
export type AgentName = (typeof AGENT_NAMES)[number];

/** How far a task is, in the words of A2A. */
export const TASK_PHASES = ['working', 'input_required', 'completed', 'failed', 'canceled', 'rejected'] as const;
export type TaskPhase = (typeof TASK_PHASES)[number];

/** What a task follows: a diagnosis, an incident up to its end, or an undoing. */
export const TASK_GOALS = ['diagnose', 'resolve', 'undo'] as const;
export type TaskGoal = (typeof TASK_GOALS)[number];

/** One thing that was said in a task. What peers say is kept as text and decides nothing. */
export interface TaskMessage {
  readonly id: string;
  readonly by: 'peer' | 'agent';
  readonly subject: string;
  readonly at: Instant;
  readonly text: string;
}

/** A task of another agent: a view of one of our incidents, under an id of its own. */
export interface AgentTask {
  readonly id: string;
  readonly agent: AgentName;
  /** Groups tasks that belong together, as the peer sees it. */
  readonly contextId: string;
  /** Whose token began it. */
  readonly owner: string;
  readonly goal: TaskGoal;
  readonly incidentId?: IncidentId | undefined;
  /** Of an undoing: the number of the incident's newest entry when it was asked for. */
  readonly since?: number | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** The newest ones, oldest first. */
  readonly messages: readonly TaskMessage[];
  /** It no longer follows its incident. */
  readonly settled?: { readonly phase: TaskPhase; readonly says: string } | undefined;
  /** What was found, where there is no incident that holds it. */
  readonly found?: JsonObject | undefined;
  /** What the coordinator gave to the others: their tasks. */
  readonly delegated: Readonly<Partial<Record<AgentName, string>>>;
  /** Raised by each write. */
  readonly version: number;
}

/** Messages that are kept with a task. */
const KEPT = 40;

/** The task with one more message. */
export const withMessage = (task: AgentTask, message: TaskMessage): AgentTask => ({
  ...task,
  updatedAt: message.at,
  messages: [...task.messages, message].slice(-KEPT),
});

export const isTerminal = (phase: TaskPhase): boolean => phase !== 'working' && phase !== 'input_required';

export interface Standing {
  readonly phase: TaskPhase;
  /** In one sentence. */
  readonly says: string;
}

/** As much of an incident as a task follows. */
export type Followed = Pick<Incident, 'id' | 'status' | 'endedFor'> & Pick<WholeIncident, 'diagnoses' | 'timeline'>;

const diagnosing = ({ id, status, diagnoses, timeline }: Followed): Standing => {
  if (diagnoses.length > 0) {
    const told = timeline.findLast(({ kind }) => kind === 'diagnosis.explained' || kind === 'diagnosis.inconclusive');
    return { phase: 'completed', says: told?.text ?? `${id} is diagnosed.` };
  }
  return status === 'closed' || status === 'escalated'
    ? { phase: 'failed', says: `${id} ended before it was diagnosed.` }
    : { phase: 'working', says: `${id} is being diagnosed.` };
};

const resolving = ({ id, status, endedFor }: Followed): Standing => {
  if (status === 'awaiting_approval')
    return { phase: 'input_required', says: `${id} waits for an approver to decide on its plan.` };
  if (status === 'closed') return { phase: 'completed', says: `${id} is closed: ${endedFor ?? 'no reason'}.` };
  if (status === 'escalated')
    return { phase: 'failed', says: `${id} was handed to people: ${endedFor ?? 'no reason'}.` };
  return { phase: 'working', says: `${id} is ${status}.` };
};

const undoing = ({ id, timeline }: Followed, since: number): Standing => {
  const ended = timeline.findLast(
    ({ seq, kind }) => seq > since && ['rollback.done', 'rollback.unneeded', 'rollback.failed'].includes(kind),
  );
  if (ended === undefined) return { phase: 'working', says: `What was done about ${id} is being taken back.` };
  return { phase: ended.kind === 'rollback.failed' ? 'failed' : 'completed', says: ended.text };
};

/** How far a task is, by what its incident says now. */
export const standingOf = ({ settled, goal, since }: AgentTask, incident: Followed | undefined): Standing => {
  if (settled !== undefined) return settled;
  if (incident === undefined) return { phase: 'failed', says: 'Its incident is gone.' };
  if (goal === 'diagnose') return diagnosing(incident);
  return goal === 'undo' ? undoing(incident, since ?? 0) : resolving(incident);
};
