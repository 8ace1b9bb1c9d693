import * as z from 'zod';

const Stamped = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());

/** `data` of an instant query. */
export const InstantData = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: Labels, value: Stamped })) }),
  z.object({ resultType: z.literal('scalar'), result: Stamped }),
]);
export type InstantData = z.infer<typeof InstantData>;

/** `data` of a range query that yields one series, or none. */
export const RangeData = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: Labels, values: z.array(Stamped) })).max(1, {
    error: ({ input }) => `the query yields ${Array.isArray(input) ? input.length : 'several'} series, one is allowed`,
  }),
});
export type RangeData = z.infer<typeof RangeData>;

/** What every answer is wrapped in. */
export const Envelope = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);
