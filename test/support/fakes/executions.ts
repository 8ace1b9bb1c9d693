import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import type { ExecutionState } from '../../../functions/core/domain/laws/record.ts';
import type { Executions } from '../../../functions/core/ports/executions.ts';
import type { RecordingWorkflow } from './workflow.ts';

/** Executions that run from when the workflow started them until a test ends them. */
export interface InMemoryExecutions extends Executions {
  end(id: IncidentId, attempt: number, state: ExecutionState): void;
  /** Every look fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryExecutions = (workflow: RecordingWorkflow): InMemoryExecutions => {
  const ended = new Map<string, ExecutionState>();
  const fake: InMemoryExecutions = {
    failing: undefined,
    end: (id, attempt, state) => void ended.set(`${id}-${attempt}`, state),
    stateOf: async (id, attempt) => {
      if (fake.failing) throw fake.failing;
      const started = workflow.started.some((one) => one.id === id && one.attempt === attempt);
      return ended.get(`${id}-${attempt}`) ?? (started ? 'RUNNING' : 'MISSING');
    },
  };
  return fake;
};
