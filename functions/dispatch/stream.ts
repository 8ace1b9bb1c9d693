import * as z from 'zod';
import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import type { Written } from '../core/usecases/dispatch-entries.ts';

const Entry = z.object({
  dynamodb: z.object({
    NewImage: z.object({
      type: z.object({ S: z.literal('timeline') }),
      incidentId: z.object({ S: IncidentIdText }),
      seq: z.object({ N: z.coerce.number().int().min(1) }),
    }),
  }),
});

/** The table's stream as it comes, record by record: one that is no entry must not hold up the others. */
export const StreamBatch = z.object({ Records: z.array(z.unknown()) });

/** The entries in a batch, and how many records were none. */
export const entriesIn = (
  records: readonly unknown[],
): { readonly written: readonly Written[]; readonly others: number } => {
  const written = records.flatMap((record): Written[] => {
    const { data } = Entry.safeParse(record);
    if (data === undefined) return [];
    const { incidentId, seq } = data.dynamodb.NewImage;
    return [{ incidentId: incidentId.S, seq: seq.N }];
  });
  return { written, others: records.length - written.length };
};
