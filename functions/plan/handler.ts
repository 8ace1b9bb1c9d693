import { DryRunInput, DryRunOutput } from '../core/contracts/dry-run.ts';
import { PlanOutput, StepInput } from '../core/contracts/workflow.ts';
import { makeLogger } from '../runtime/logger.ts';
import { dryRun, plan } from './wiring.ts';

const logger = makeLogger('plan');

/** Plan mitigation: chooses steps and targets, and lets the envelope judge them. On a person's question only says what it would do. */
export const handler = async (event: unknown): Promise<PlanOutput | DryRunOutput> => {
  const asked = DryRunInput.safeParse(event);
  if (asked.success) {
    const output = DryRunOutput.parse({ dryRun: (await dryRun(asked.data.incidentId)) ?? null });
    logger.info('dry run', { incidentId: asked.data.incidentId, outcome: output.dryRun?.outcome });
    return output;
  }
  const { incidentId, attempt } = StepInput.parse(event);
  const output = PlanOutput.parse(await plan(incidentId, attempt));
  logger.info('mitigation planned', { incidentId, attempt, ...output });
  return output;
};
