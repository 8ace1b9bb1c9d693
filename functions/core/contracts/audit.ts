import * as z from 'zod';
import type { Audited } from '../domain/audit.ts';

/** GET /incidents/{id}/audit: whether a timeline is as it was written, by its own chain and head. */
export type AuditView = Pick<Audited, 'entries' | 'breach'>;

export const AuditView = z.object({
  entries: z.int(),
  breach: z.object({ seq: z.int(), what: z.string() }).optional(),
}) satisfies z.ZodType<AuditView>;
