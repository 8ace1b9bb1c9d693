import { PlanShape } from '../../../core/contracts/plan-parts.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Plan } from '../../../core/domain/plan.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const PlanItem = itemOf('plan', { document: jsonText(PlanShape) });

export const planItem = (id: IncidentId, seq: number, plan: Plan): RawItem => ({
  ...partKey(id, 'PLAN', seq),
  type: 'plan',
  schema: SCHEMA,
  incidentId: id,
  at: plan.madeAt,
  digest: plan.digest,
  fault: plan.fault,
  decision: plan.decision,
  document: JSON.stringify(plan),
});

export const planFrom = (raw: RawItem): Plan => parseItem(PlanItem, raw).document;
