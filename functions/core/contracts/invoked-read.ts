import * as z from 'zod';

/**
 * A question to the operator API by a Lambda that may invoke it, instead of over HTTP. The gateway wraps whatever a client sends, so
 * that none can look like this: who may ask is a grant to invoke.
 */
export const InvokedRead = z.object({
  invokedBy: z.literal('investigator'),
  /** Segments below the stage, decoded. */
  path: z.array(z.string().max(200)).max(10),
  query: z.record(z.string(), z.string()),
  /** Names in lower case. */
  headers: z.record(z.string(), z.string()),
});
export type InvokedRead = z.infer<typeof InvokedRead>;

/** What it answers. */
export const InvokedAnswer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  body: z.string(),
});
