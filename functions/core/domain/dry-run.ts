import type { Plan } from './plan.ts';

/** What would be done about an incident, were it planned now. Nothing of it is kept, and nothing is touched. */
export interface DryRun {
  /** How planning would end; `undiagnosed` when no cause is known to plan for, `righted` when the recovery was measured. */
  readonly outcome: Plan['decision'] | 'no_runbook' | 'exhausted' | 'unsettled' | 'undiagnosed' | 'righted';
  /** What would stand on the timeline. */
  readonly says: readonly string[];
  /** The plan with its targets, their values before and after, every rule, and how each step would be undone and verified. */
  readonly plan?: Plan | undefined;
}
