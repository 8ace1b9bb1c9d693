import * as z from 'zod';
import { ExaminationShape } from '../../../core/contracts/examination-parts.ts';
import { SimilarShape } from '../../../core/contracts/similar-parts.ts';
import type { Diagnosis, Hypothesis, Weighed } from '../../../core/domain/diagnosis.ts';
import type { Evidence } from '../../../core/domain/evidence.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Scope } from '../../../core/domain/runbook.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { AnyJson, itemOf, jsonText, parseItem, ReasonText, SCHEMA, shapeOf } from './item.ts';

export const ScopeShape = z.object(shapeOf<Scope>()({ service: z.string(), dependency: z.string() }));

const EvidenceShape = z.object(
  shapeOf<Evidence>()({
    source: z.enum(['metrics', 'sessions', 'locks', 'event-source', 'parameter', 'failover', 'concurrency', 'release']),
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

const DiagnosisShape = z.discriminatedUnion('outcome', [
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

const DiagnosisItem = itemOf('diagnosis', { document: jsonText(DiagnosisShape) });

export const diagnosisItem = (id: IncidentId, seq: number, diagnosis: Diagnosis): RawItem => ({
  ...partKey(id, 'DIAGNOSIS', seq),
  type: 'diagnosis',
  schema: SCHEMA,
  incidentId: id,
  at: diagnosis.at,
  outcome: diagnosis.outcome,
  ...(diagnosis.outcome === 'explained' && { fault: diagnosis.best.fault, confidence: diagnosis.best.confidence }),
  document: JSON.stringify(diagnosis),
});

export const diagnosisFrom = (raw: RawItem): Diagnosis => parseItem(DiagnosisItem, raw).document;
