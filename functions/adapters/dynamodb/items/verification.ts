import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Measurement, ProbeResult, Verification } from '../../../core/domain/verification.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA, shapeOf } from './item.ts';

const MeasurementShape = z.object(
  shapeOf<Measurement>()({
    says: z.string(),
    query: z.string(),
    limit: z.string(),
    samples: z.array(z.tuple([z.number(), z.number()])),
    heldSeconds: z.number(),
    holdSeconds: z.number(),
    verdict: z.enum(['held', 'not_yet', 'broken', 'no_data']),
  }),
);

const VerificationShape = z.object(
  shapeOf<Verification>()({
    outcome: z.enum(['verified', 'ineffective', 'worse', 'inconclusive']),
    since: z.string(),
    at: z.string(),
    looks: z.int(),
    measurements: z.array(MeasurementShape),
    probe: z
      .object(
        shapeOf<ProbeResult>()({
          url: z.string(),
          at: z.string(),
          ok: z.boolean(),
          status: z.number().optional(),
          error: z.string().optional(),
        }),
      )
      .optional(),
  }),
);

const VerificationItem = itemOf('verification', { document: jsonText(VerificationShape) });

export const verificationItem = (id: IncidentId, seq: number, verification: Verification): RawItem => ({
  ...partKey(id, 'VERIFICATION', seq),
  type: 'verification',
  schema: SCHEMA,
  incidentId: id,
  at: verification.at,
  outcome: verification.outcome,
  document: JSON.stringify(verification),
});

export const verificationFrom = (raw: RawItem): Verification => parseItem(VerificationItem, raw).document;
