import * as z from 'zod';

const Envelope = z.object({
  receiptId: z.templateLiteral(['RCP-', z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)]),
  source: z.string().min(1).max(64),
  receivedAt: z.iso.datetime(),
  /** When it was sent back from the dead letters. */
  redrivenAt: z.iso.datetime().optional(),
});

/** A notification with its body. */
export const WholeNotification = Envelope.extend({ body: z.string() });
export type WholeNotification = z.infer<typeof WholeNotification>;

/** A notification too large for the queue: the whole of it lies elsewhere, under its receipt's id. */
export const ClaimedNotification = Envelope.extend({ claimed: z.literal(true) });

/** A notification as it lies in the queue; everything that a person may put there by hand is checked again. */
export const QueuedNotificationMessage = z.union([WholeNotification, ClaimedNotification]);
export type QueuedNotificationMessage = z.infer<typeof QueuedNotificationMessage>;
