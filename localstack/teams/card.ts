import * as z from 'zod/mini';

/** Microsoft Teams takes no longer message. Bytes. */
export const LONGEST_MESSAGE = 28_000;

const text = z.string().check(z.minLength(1));
const Run = z.object({
  type: z.literal('TextRun'),
  text,
  size: z.optional(z.string()),
  weight: z.optional(z.string()),
});
const Rich = z.object({ type: z.literal('RichTextBlock'), inlines: z.array(Run).check(z.minLength(1)) });

/** A channel's card can open an address; anything else would need a bot behind it. */
const Opens = z.object({ type: z.literal('Action.OpenUrl'), title: text, url: z.url({ protocol: /^https?$/ }) });

const Content = z.object({
  $schema: z.optional(z.string()),
  type: z.literal('AdaptiveCard'),
  version: z.enum(['1.2', '1.3', '1.4']),
  body: z.array(Rich).check(z.minLength(1)),
  actions: z.array(Opens).check(z.maxLength(6)),
});

/** What "post to a channel when a webhook request is received" takes, as much of it as is used. */
export const CardMessage = z.object({
  type: z.literal('message'),
  attachments: z
    .array(z.object({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: Content }))
    .check(z.length(1)),
});
export type CardMessage = z.infer<typeof CardMessage>;
