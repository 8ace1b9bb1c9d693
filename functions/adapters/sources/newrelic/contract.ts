import * as z from 'zod';
import { vendorMoment } from '../moments.ts';
import { isObject, scalar, scalars, textOf } from '../scalars.ts';

const targets = z
  .unknown()
  .transform((value): readonly string[] =>
    [value ?? []].flat().flatMap((target: unknown) => (isObject(target) ? (textOf(target['name']) ?? []) : [])),
  )
  .prefault([]);

/** The default payload of a workflow, what its variables are named in templates, and the retired channels' payload. */
export const NewrelicNotification = z.object({
  id: scalar,
  issueId: scalar,
  issueUrl: scalar,
  title: scalar,
  state: scalar,
  priority: scalar,
  impactedEntities: scalars,
  alertPolicyNames: scalars,
  alertConditionNames: scalars,
  workflowName: scalar,
  service: scalar,
  createdAt: vendorMoment,
  updatedAt: vendorMoment,
  closedAt: vendorMoment,

  incident_id: scalar,
  incident_url: scalar,
  current_state: scalar,
  severity: scalar,
  condition_name: scalars,
  policy_name: scalars,
  details: scalar,
  timestamp: vendorMoment,
  targets,
});
export type NewrelicNotification = z.infer<typeof NewrelicNotification>;
