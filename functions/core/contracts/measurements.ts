import * as z from 'zod';
import { MOST_MINUTES, MOST_POINTS } from '../domain/measured-series.ts';

/** Query of GET /measurements: a signal of a service of the topology, or a query of one's own, which needs a role of its own. */
export const MeasurementQuery = z.object({
  service: z.string().min(1).max(200).optional(),
  signal: z.string().min(1).max(63).optional(),
  query: z.string().min(1).max(2_000).optional(),
  /** How far back from `to`. */
  minutes: z.coerce.number().int().min(1).max(MOST_MINUTES).default(15),
  /** At most so many values. */
  points: z.coerce.number().int().min(2).max(MOST_POINTS).default(60),
  /** @default now */
  to: z.iso.datetime({ offset: true }).optional(),
});

/** GET /measurements: one series, by unix seconds. */
export const MeasurementView = z.object({
  query: z.string(),
  from: z.string(),
  to: z.string(),
  stepSeconds: z.number(),
  samples: z.array(z.tuple([z.number(), z.number()])),
});
export type MeasurementView = z.infer<typeof MeasurementView>;
