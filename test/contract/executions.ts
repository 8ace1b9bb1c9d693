import { expect, it } from 'vitest';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { Executions } from '../../functions/core/ports/executions.ts';
import { FIRST } from './incident-store/steps.ts';

export interface ExecutionsSubject {
  readonly executions: Executions;
  readonly start: (id: IncidentId, attempt: number) => Promise<void>;
  readonly stop: (id: IncidentId, attempt: number) => Promise<void>;
}

/** What every look at executions promises. */
export const executionsContract = (make: () => Promise<ExecutionsSubject> | ExecutionsSubject): void => {
  it('misses what was never started, and another attempt than the one that was', async () => {
    const { executions, start } = await make();
    await start(FIRST, 1);

    expect(await executions.stateOf(FIRST, 2)).toBe('MISSING');
  });

  it('sees what runs, and what was stopped', async () => {
    const { executions, start, stop } = await make();
    await start(FIRST, 1);
    const before = await executions.stateOf(FIRST, 1);
    await stop(FIRST, 1);

    expect([before, await executions.stateOf(FIRST, 1)]).toEqual(['RUNNING', 'ABORTED']);
  });
};
