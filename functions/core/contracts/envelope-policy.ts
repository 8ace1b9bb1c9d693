import * as z from 'zod';
import { DAY } from '../domain/envelope-policy.ts';
import { SpanShape } from './span.ts';

/** As many tries as are kept of each target and runbook; no cap may be larger. */
export const MOST_TRIES = 500;

const tries = (fallback: number) => z.int().min(1).max(MOST_TRIES).default(fallback);
const CapSchema = z.strictObject({ perHour: tries(3), perDay: tries(7) });
const seconds = (fallback: number) =>
  z
    .number()
    .min(0)
    .max(7 * DAY)
    .default(fallback);

const refusal = (fallback: 'ask' | 'deny') => z.enum(['ask', 'deny']).default(fallback);
const RefusalsSchema = z.strictObject({
  cap: refusal('ask'),
  cooldown: refusal('ask'),
  hold: refusal('ask'),
  blastRadius: refusal('ask'),
  storm: refusal('ask'),
  confidence: refusal('deny'),
  evidence: refusal('ask'),
  flapping: refusal('ask'),
  maintenance: refusal('deny'),
  freeze: refusal('ask'),
});

/** The section `envelope` of the configuration; defaults are those of `domain/envelope-policy.ts`. */
export const EnvelopeSchema = z.strictObject({
  perTarget: CapSchema.prefault({}),
  perRunbook: CapSchema.prefault({}),
  cooldownSeconds: seconds(300),
  hold: z.strictObject({ baseSeconds: seconds(600), mostSeconds: seconds(DAY) }).prefault({}),
  blastRadius: z
    .strictObject({
      targets: z.int().min(1).max(50).default(5),
      things: z.int().min(1).default(1_000),
      percent: z.number().min(0).max(100).default(50),
      minimumHealthy: z.int().min(0).default(1),
    })
    .prefault({}),
  storm: z.strictObject({ incidents: z.int().min(1).max(100).default(10), windowSeconds: seconds(300) }).prefault({}),
  evidenceSeconds: seconds(120),
  freezes: z.array(SpanShape).max(50).default([]),
  refusals: RefusalsSchema.prefault({}),
});
