import type { IncidentId } from '../domain/incident-id.ts';
import type { PushConfig } from '../domain/push.ts';

/** Where peers want to be told of tasks. */
export interface PushConfigs {
  /** Keeps one, in place of the one of the same id. */
  keep(config: PushConfig): Promise<void>;
  remove(incidentId: IncidentId, taskId: string, id: string): Promise<void>;
  of(incidentId: IncidentId): Promise<readonly PushConfig[]>;
}
