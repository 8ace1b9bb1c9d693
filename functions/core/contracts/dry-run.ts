import * as z from 'zod';
import type { DryRun } from '../domain/dry-run.ts';
import { IncidentIdText } from './incident-parts.ts';
import { PlanShape } from './plan-parts.ts';
import { shapeOf } from './shape-of.ts';

/** What the plan Lambda is given when nothing is to be done. */
export const DryRunInput = z.object({ dryRun: z.literal(true), incidentId: IncidentIdText });

/** GET /incidents/{id}/plan */
export const DryRunView = z.object(
  shapeOf<DryRun>()({
    outcome: z.enum([
      'allow',
      'ask',
      'deny',
      'observe',
      'no_runbook',
      'exhausted',
      'unsettled',
      'undiagnosed',
      'righted',
    ]),
    says: z.array(z.string()),
    plan: PlanShape.optional(),
  }),
);

/** What the plan Lambda answers; `null` when there is no such incident. */
export const DryRunOutput = z.object({ dryRun: DryRunView.nullable() });
export type DryRunOutput = z.infer<typeof DryRunOutput>;
