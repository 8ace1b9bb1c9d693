import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import type { Workflow } from '../../../functions/core/ports/workflow.ts';

/** A workflow that only remembers what was started, each execution once. */
export interface RecordingWorkflow extends Workflow {
  readonly started: { readonly id: IncidentId; readonly attempt: number; readonly undo?: true }[];
  /** Every start fails with this while it is set. */
  failing: Error | undefined;
}

export const recordingWorkflow = (): RecordingWorkflow => {
  const fake: RecordingWorkflow = {
    started: [],
    failing: undefined,
    start: async (id, attempt, { undo = false } = {}) => {
      if (fake.failing) throw fake.failing;
      if (fake.started.some((one) => one.id === id && one.attempt === attempt)) return;
      fake.started.push({ id, attempt, ...(undo && { undo }) });
    },
  };
  return fake;
};
