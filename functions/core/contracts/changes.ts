import * as z from 'zod';
import { CHANGE_KINDS, type ReportedChange } from '../domain/reported-change.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .transform((given) => given.toWellFormed());

/** POST /changes: a deployment, a configuration, a flag or the like was changed. */
export const ChangeRequest = z.object({
  service: text(200),
  kind: z.enum(CHANGE_KINDS),
  /** @default now */
  at: moment.optional(),
  /** What it was, in the reporter's words. */
  summary: text(1000),
  /** The reporter's own name for it; a report under a known one is the same change. */
  id: text(200).optional(),
});

export const ChangeView = z.object({
  id: z.templateLiteral(['CHG-', z.string()]),
  service: z.string(),
  kind: z.enum(CHANGE_KINDS),
  at: z.string(),
  summary: z.string(),
  by: z.string(),
  reportedAt: z.string(),
}) satisfies z.ZodType<ReportedChange>;

/** GET /changes: the newest first. */
export const ChangeList = z.object({ changes: z.array(ChangeView) });

/** Query of GET /changes. */
export const ChangeQuery = z.object({
  service: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
