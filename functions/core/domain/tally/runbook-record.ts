import type { CountedName, Sample } from './metrics.ts';

/** How often something became of a runbook's plans, actions and verifications, by what became of them. */
export interface RunbookRecord {
  readonly plans: Readonly<Record<string, number>>;
  readonly actions: Readonly<Record<string, number>>;
  readonly verifications: Readonly<Record<string, number>>;
}

const byOutcome = (
  totals: readonly Sample<CountedName>[],
  metric: CountedName,
  fault: string,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    totals.flatMap(({ metric: name, labels: [outcome = '', runbook], value }) =>
      name === metric && runbook === fault ? [[outcome, value]] : [],
    ),
  );

/** What is counted of one runbook. */
export const recordOf = (totals: readonly Sample<CountedName>[], fault: string): RunbookRecord => ({
  plans: byOutcome(totals, 'selfright_plans_total', fault),
  actions: byOutcome(totals, 'selfright_actions_total', fault),
  verifications: byOutcome(totals, 'selfright_verifications_total', fault),
});
