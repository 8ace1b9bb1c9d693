import { expect, it } from 'vitest';
import type { Workflow } from '../../functions/core/ports/workflow.ts';
import { FIRST } from './incident-store/steps.ts';

export interface WorkflowSubject {
  readonly workflow: Workflow;
  /** The inputs of all executions started so far. */
  readonly started: () => Promise<readonly unknown[]>;
}

/** What every workflow promises. */
export const workflowContract = (make: () => Promise<WorkflowSubject> | WorkflowSubject): void => {
  it('starts an execution with incident and attempt', async () => {
    const { workflow, started } = await make();

    await workflow.start(FIRST, 1);

    expect(await started()).toEqual([{ incidentId: FIRST, attempt: 1 }]);
  });

  it('says so when it is only to take back', async () => {
    const { workflow, started } = await make();

    await workflow.start(FIRST, 2, { undo: true });

    expect(await started()).toEqual([{ incidentId: FIRST, attempt: 2, undo: true }]);
  });

  it('counts the same attempt, started again, as started', async () => {
    const { workflow, started } = await make();
    await workflow.start(FIRST, 1);

    await Promise.all([workflow.start(FIRST, 1), workflow.start(FIRST, 2)]);

    expect(await started()).toHaveLength(2);
  });
};
