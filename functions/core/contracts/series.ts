import * as z from 'zod';

/** Query of GET /incidents/{id}/series. */
export const SeriesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  /** How many series to leave out: the cursor of the page before. */
  cursor: z.coerce.number().int().min(0).default(0),
});

/** GET /incidents/{id}/series: what the newest diagnosis looked at, what moved most first. */
export const SeriesView = z.object({
  /** Unix seconds of the first value and of the first one of the window; and the distance of values. */
  from: z.number(),
  windowFrom: z.number(),
  step: z.number(),
  series: z.array(
    z.object({
      service: z.string(),
      signal: z.string(),
      query: z.string(),
      /** One value for each step; null is a gap. */
      values: z.array(z.number().nullable()),
    }),
  ),
  /** There are more. */
  cursor: z.int().optional(),
});
export type SeriesView = z.infer<typeof SeriesView>;
