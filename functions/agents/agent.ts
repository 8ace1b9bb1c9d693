import type { Artifact } from '@a2a-js/sdk';
import type { Desk } from '../adapters/operator-api/desk.ts';
import type { AgentTask, Standing, TaskGoal } from '../core/domain/agent-task.ts';
import type { IncidentId } from '../core/domain/incident.ts';
import type { Asked } from './asked.ts';

/** What one call of a peer is answered with. */
export interface Call {
  /** The operator API in the peer's name; `skill` is what the timeline is told, with what the peer said. */
  desk(skill: string, says?: string): Desk;
  /** Where our API answers. */
  readonly apiUrl: string;
  /** The peer's token, to be shown to our own agents only. */
  readonly token: string;
}

/** What a first message begins. */
export interface Begun {
  readonly goal: TaskGoal;
  readonly incidentId?: IncidentId | undefined;
  readonly since?: number | undefined;
  readonly settled?: AgentTask['settled'];
  readonly found?: AgentTask['found'];
}

/** A task as it is now. */
export interface Seen extends Standing {
  readonly artifacts: readonly Artifact[];
  /** What has to be remembered of it. */
  readonly delegated?: AgentTask['delegated'] | undefined;
}

/** One of our agents. What it cannot do it throws as `Refused`. */
export interface Agent {
  begin(call: Call, asked: Asked, text: string): Promise<Begun>;
  /** Takes a further message, and says what came of it. */
  hear(call: Call, task: AgentTask, asked: Asked, text: string): Promise<string>;
  look(call: Call, task: AgentTask): Promise<Seen>;
  /** Stops what the task follows; it is canceled afterwards. */
  cancel(call: Call, task: AgentTask): Promise<void>;
}
