import * as z from 'zod';
import type { Diagnosis, Hypothesis, Weighed } from '../domain/diagnosis.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../domain/evidence.ts';
import { ExaminationShape } from './examination-parts.ts';
import { AnyJson, ReasonText } from './incident-parts.ts';
import { ScopeShape } from './plan-parts.ts';
import { shapeOf } from './shape-of.ts';
import { SimilarShape } from './similar-parts.ts';

const EvidenceShape = z.object(
  shapeOf<Evidence>()({
    source: z.enum(EVIDENCE_SOURCES),
    query: z.string(),
    at: z.string(),
    value: z.number().optional(),
    missing: z.string().optional(),
    unreachable: z.boolean().optional(),
    detail: AnyJson.optional(),
  }),
);

const HypothesisShape = z.object(
  shapeOf<Hypothesis>()({
    fault: z.string(),
    cause: z.string(),
    scope: ScopeShape,
    confidence: z.number(),
    byClues: z.number().optional(),
    weighed: z.array(
      z.object(
        shapeOf<Weighed>()({
          clue: z.string(),
          says: z.string(),
          evidence: EvidenceShape,
          verdict: z.enum(['for', 'against', 'missing']),
          limit: z.string(),
          ratio: z.number(),
        }),
      ),
    ),
    unobserved: z.array(z.string()),
  }),
);

const considered = {
  at: z.string(),
  hypotheses: z.array(HypothesisShape),
  unexplained: z.number(),
  unnamed: z.array(z.object({ service: z.string(), signal: z.string(), confidence: z.number() })).optional(),
  examination: ExaminationShape.optional(),
  similar: z.array(SimilarShape).optional(),
};

export const DiagnosisShape = z.discriminatedUnion('outcome', [
  z.object(
    shapeOf<Extract<Diagnosis, { outcome: 'explained' }>>()({
      outcome: z.literal('explained'),
      best: HypothesisShape,
      ...considered,
    }),
  ),
  z.object(
    shapeOf<Extract<Diagnosis, { outcome: 'inconclusive' }>>()({
      outcome: z.literal('inconclusive'),
      reason: ReasonText,
      ...considered,
    }),
  ),
]);
