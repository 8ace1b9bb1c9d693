import * as z from 'zod';
import type { BoundCap, TrySubject } from '../domain/bound-cap.ts';
import type { Verdict } from '../domain/envelope.ts';
import { CONNECTOR_NAMES, OPERATION_NAMES } from '../domain/operation.ts';
import type { BoundCondition, Plan, PlannedRung, PlannedStep } from '../domain/plan.ts';
import type { Scope } from '../domain/runbook.ts';
import { AnyJson, AnyJsonObject, ReasonText } from './incident-parts.ts';
import { LimitShape } from './limit-shape.ts';
import { shapeOf } from './shape-of.ts';

export const ScopeShape = z.object(shapeOf<Scope>()({ service: z.string(), dependency: z.string() }));

const SourceShape = z.union([
  z.object({ value: AnyJson }),
  z.object({ parameter: z.string() }),
  z.object({ snapshot: z.string() }),
]);

const EndingShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('inverse'),
    how: z.string(),
    operation: z.enum(OPERATION_NAMES),
    parameters: z.record(z.string(), SourceShape),
  }),
  z.object({ kind: z.literal('nothing_to_undo'), because: z.string() }),
  z.object({ kind: z.literal('irreversible'), loses: z.string() }),
]);

const StepShape = z.object(
  shapeOf<PlannedStep>()({
    id: z.string(),
    says: z.string(),
    connector: z.enum(CONNECTOR_NAMES),
    operation: z.enum(OPERATION_NAMES),
    target: z.string(),
    parameters: AnyJsonObject,
    risk: z.enum(['safe', 'guarded']),
    ending: EndingShape,
    timeoutSeconds: z.number(),
    touches: z.object({ service: z.string(), what: z.string(), count: z.number() }),
    preconditions: z.array(
      z.union([z.object({ target: z.literal('as_planned') }), z.object({ snapshot: z.string(), holds: LimitShape })]),
    ),
    snapshot: z.array(z.string()),
    before: AnyJsonObject,
    after: AnyJsonObject.optional(),
  }),
);

const ConditionShape = z.object(
  shapeOf<BoundCondition>()({
    says: z.string(),
    source: z.enum(['metrics', 'alerts']).optional(),
    query: z.string(),
    holds: LimitShape,
    holdSeconds: z.number(),
  }),
);

const Decision = z.enum(['allow', 'ask', 'deny', 'observe']);

const VerdictShape = z.object(
  shapeOf<Verdict>()({
    rule: z.string(),
    value: z.string(),
    limit: z.string(),
    decision: Decision,
    reason: ReasonText.optional(),
  }),
);

const Subject = z.custom<TrySubject>(
  (value) => typeof value === 'string' && /^(target|runbook):./.test(value),
  'expected target: or runbook: and a name',
);

const CapShape = z.object(shapeOf<BoundCap>()({ subject: Subject, perHour: z.int().min(1), perDay: z.int().min(1) }));

/** A plan, as it is stored and as the API tells it. */
export const PlanShape = z.object(
  shapeOf<Plan>()({
    digest: z.string(),
    policyDigest: z.string(),
    fault: z.string(),
    cause: z.string(),
    confidence: z.number(),
    scope: ScopeShape,
    rung: z.object(
      shapeOf<PlannedRung>()({ id: z.string(), says: z.string(), number: z.int().min(1), of: z.int().min(1) }),
    ),
    steps: z.array(StepShape),
    recoveredWhen: z.array(ConditionShape),
    probeUrl: z.string().optional(),
    decision: Decision,
    rules: z.array(VerdictShape),
    // Absent in what was recorded before tries were counted.
    caps: z.array(CapShape).default([]),
    grant: z.templateLiteral(['GRT-', z.string()]).optional(),
    madeAt: z.string(),
  }),
);
