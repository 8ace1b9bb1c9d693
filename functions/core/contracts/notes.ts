import * as z from 'zod';

const moment = z.string();
const ReceiptIdText = z.custom<`RCP-${string}`>((value) => typeof value === 'string' && value.startsWith('RCP-'));

// What the watch over ourselves remembers from one round to the next, as it is stored.

export const FeedNoteShape = z.object({
  absent: z.record(z.string(), moment),
  unansweredSince: moment.optional(),
  unanswered: z.array(z.string()).optional(),
});

export const ListeningNoteShape = z.object({ since: moment });

export const FollowedTroublesShape = z.record(z.string(), z.object({ since: moment, calm: z.int() }));

export const RoundNoteShape = z.object({
  startedAt: moment,
  leaseUntil: moment,
  endedAt: moment.optional(),
  failed: z.array(z.string()).optional(),
  found: z.object({ at: moment, parts: z.record(z.string(), z.unknown()) }).optional(),
});

export const DrillNoteShape = z.object({
  sentAt: moment,
  receiptId: ReceiptIdText,
  followed: z.boolean(),
  latency: z.number().optional(),
});
