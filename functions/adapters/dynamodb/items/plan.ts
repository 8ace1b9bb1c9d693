import * as z from 'zod';
import type { Verdict } from '../../../core/domain/envelope.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { BoundCondition, Plan, PlannedStep } from '../../../core/domain/plan.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { ScopeShape } from './diagnosis.ts';
import { AnyJsonObject, itemOf, jsonText, parseItem, ReasonText, SCHEMA, shapeOf } from './item.ts';

const DECISIONS = ['allow', 'ask', 'deny', 'observe'] as const;

const EndingShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inverse'), how: z.string() }),
  z.object({ kind: z.literal('nothing_to_undo'), because: z.string() }),
  z.object({ kind: z.literal('irreversible'), loses: z.string() }),
]);

const StepShape = z.object(
  shapeOf<PlannedStep>()({
    id: z.string(),
    says: z.string(),
    connector: z.enum(['postgres', 'lambda']),
    operation: z.enum(['terminate-idle-sessions', 'restore-version']),
    risk: z.enum(['safe', 'guarded']),
    ending: EndingShape,
    timeoutSeconds: z.number(),
    target: z.string(),
    parameters: AnyJsonObject,
    before: AnyJsonObject,
  }),
);

const ConditionShape = z.object(
  shapeOf<BoundCondition>()({
    says: z.string(),
    query: z.string(),
    holds: z.union([z.object({ above: z.number() }), z.object({ below: z.number() })]),
    holdSeconds: z.number(),
  }),
);

const VerdictShape = z.object(
  shapeOf<Verdict>()({
    rule: z.string(),
    value: z.string(),
    limit: z.string(),
    decision: z.enum(DECISIONS),
    reason: ReasonText.optional(),
  }),
);

const PlanShape = z.object(
  shapeOf<Plan>()({
    digest: z.string(),
    policyDigest: z.string(),
    fault: z.string(),
    cause: z.string(),
    confidence: z.number(),
    scope: ScopeShape,
    steps: z.array(StepShape),
    recoveredWhen: z.array(ConditionShape),
    probeUrl: z.string().optional(),
    decision: z.enum(DECISIONS),
    rules: z.array(VerdictShape),
    madeAt: z.string(),
  }),
);

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
