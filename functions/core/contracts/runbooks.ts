import * as z from 'zod';
import type { RunbookRecord } from '../domain/tally/runbook-record.ts';

const Counts = z.record(z.string(), z.number());

const RecordShape = z.object({
  plans: Counts,
  actions: Counts,
  verifications: Counts,
}) satisfies z.ZodType<RunbookRecord>;

/** GET /runbooks: every runbook as it is declared, in the order in which they are kept, and how it did so far. */
export const RunbookList = z.object({
  runbooks: z.array(
    z.object({
      fault: z.string(),
      cause: z.string(),
      ladder: z.array(
        z.object({
          says: z.string(),
          steps: z.array(
            z.object({
              says: z.string(),
              risk: z.enum(['safe', 'guarded']),
              ending: z.enum(['inverse', 'nothing_to_undo', 'irreversible']),
            }),
          ),
        }),
      ),
      recoveredWhen: z.array(z.string()),
      record: RecordShape,
    }),
  ),
});
export type RunbookList = z.infer<typeof RunbookList>;
