import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { type Incident, type IncidentId, isOver } from '../functions/core/domain/incident.ts';
import type { ExecutionState } from '../functions/core/domain/laws/record.ts';

const stateOf = async (client: SFNClient, machineArn: string, { id, attempt }: Incident): Promise<ExecutionState> => {
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${id}-${attempt}`;
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return status ?? 'MISSING';
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return 'MISSING';
    throw error;
  }
};

/** How the execution of every incident that is not over stands. */
export const executionsOf = async (
  client: SFNClient,
  machineArn: string,
  incidents: readonly Incident[],
): Promise<ReadonlyMap<IncidentId, ExecutionState>> => {
  const states = new Map<IncidentId, ExecutionState>();
  for (const incident of incidents.filter(({ status }) => !isOver(status))) {
    states.set(incident.id, await stateOf(client, machineArn, incident));
  }
  return states;
};
