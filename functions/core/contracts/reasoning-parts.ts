import * as z from 'zod';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Plan } from '../domain/plan.ts';
import { AnyJson, AnyJsonObject, ReasonText } from './incident-parts.ts';

const ScopeShape = z.object({ service: z.string(), dependency: z.string() });

const EvidenceShape = z.object({
  source: z.enum(['metrics', 'sessions', 'release']),
  query: z.string(),
  at: z.string(),
  value: z.number().optional(),
  missing: z.string().optional(),
  unreachable: z.boolean().optional(),
  detail: AnyJson.optional(),
});

const HypothesisShape = z.object({
  fault: z.string(),
  cause: z.string(),
  scope: ScopeShape,
  confidence: z.number(),
  weighed: z.array(
    z.object({
      clue: z.string(),
      says: z.string(),
      evidence: EvidenceShape,
      verdict: z.enum(['for', 'against', 'missing']),
      limit: z.string(),
      ratio: z.number(),
    }),
  ),
  unobserved: z.array(z.string()),
});

const considered = { at: z.string(), hypotheses: z.array(HypothesisShape), unexplained: z.number() };

export const DiagnosisShape = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('explained'), best: HypothesisShape, ...considered }),
  z.object({ outcome: z.literal('inconclusive'), reason: ReasonText, ...considered }),
]) satisfies z.ZodType<Diagnosis>;

const Decision = z.enum(['allow', 'ask', 'deny', 'observe']);

const StepShape = z.object({
  id: z.string(),
  says: z.string(),
  connector: z.enum(['postgres', 'lambda']),
  operation: z.enum(['terminate-idle-sessions', 'restore-version']),
  risk: z.enum(['safe', 'guarded']),
  ending: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('inverse'), how: z.string() }),
    z.object({ kind: z.literal('nothing_to_undo'), because: z.string() }),
    z.object({ kind: z.literal('irreversible'), loses: z.string() }),
  ]),
  timeoutSeconds: z.number(),
  target: z.string(),
  parameters: AnyJsonObject,
  before: AnyJsonObject,
});

export const PlanShape = z.object({
  digest: z.string(),
  policyDigest: z.string(),
  fault: z.string(),
  cause: z.string(),
  confidence: z.number(),
  scope: ScopeShape,
  steps: z.array(StepShape),
  recoveredWhen: z.array(
    z.object({
      says: z.string(),
      query: z.string(),
      holds: z.union([z.object({ above: z.number() }), z.object({ below: z.number() })]),
      holdSeconds: z.number(),
    }),
  ),
  probeUrl: z.string().optional(),
  decision: Decision,
  rules: z.array(
    z.object({
      rule: z.string(),
      value: z.string(),
      limit: z.string(),
      decision: Decision,
      reason: ReasonText.optional(),
    }),
  ),
  madeAt: z.string(),
}) satisfies z.ZodType<Plan>;
