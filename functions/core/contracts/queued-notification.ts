import * as z from 'zod';

/** A notification as it lies in the queue; everything that a person may put there by hand is checked again. */
export const QueuedNotificationMessage = z.object({
  receiptId: z.templateLiteral(['RCP-', z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)]),
  source: z.string().min(1).max(64),
  receivedAt: z.iso.datetime(),
  body: z.string(),
});
export type QueuedNotificationMessage = z.infer<typeof QueuedNotificationMessage>;
