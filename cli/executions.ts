import type { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctionsExecutions } from '../functions/adapters/step-functions/executions.ts';
import { type Incident, type IncidentId, isOver } from '../functions/core/domain/incident.ts';
import type { ExecutionState } from '../functions/core/domain/laws/record.ts';

/** How the execution of every incident that is not over stands. */
export const executionsOf = async (
  client: SFNClient,
  machineArn: string,
  incidents: readonly Incident[],
): Promise<ReadonlyMap<IncidentId, ExecutionState>> => {
  const executions = stepFunctionsExecutions(client, machineArn);
  const states = new Map<IncidentId, ExecutionState>();
  for (const { id, attempt } of incidents.filter(({ status }) => !isOver(status))) {
    states.set(id, await executions.stateOf(id, attempt));
  }
  return states;
};
