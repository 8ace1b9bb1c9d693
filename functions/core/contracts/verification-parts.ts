import * as z from 'zod';
import type { Beforehand, Measurement, ProbeResult, SideEffect, Verification } from '../domain/verification.ts';
import { LimitShape } from './limit-shape.ts';
import { shapeOf } from './shape-of.ts';

const MeasurementMembers = shapeOf<Measurement>()({
  says: z.string(),
  query: z.string(),
  limit: z.string(),
  samples: z.array(z.tuple([z.number(), z.number()])),
  before: z
    .object(
      shapeOf<Beforehand>()({
        usual: z.number().optional(),
        atAction: z.number().optional(),
        at: z.number().optional(),
        worst: z.number().optional(),
        perSecond: z.number().optional(),
      }),
    )
    .optional(),
  heldSeconds: z.number(),
  holdSeconds: z.number(),
  verdict: z.enum(['held', 'not_yet', 'broken', 'worse', 'no_data']),
  worseSeconds: z.number().optional(),
});

/** A verification, as it is stored and as the API tells it. */
export const VerificationShape = z.object(
  shapeOf<Verification>()({
    outcome: z.enum(['verified', 'ineffective', 'worse', 'inconclusive']),
    since: z.string(),
    at: z.string(),
    looks: z.int(),
    measurements: z.array(z.object(MeasurementMembers)),
    sideEffects: z
      .array(z.object(shapeOf<SideEffect>()({ ...MeasurementMembers, service: z.string(), holds: LimitShape })))
      .optional(),
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
