/** What a stored body turns out to be when it is read again. */
export type Reread =
  /** The text that the intake reads. */
  | { readonly outcome: 'understood'; readonly text: string }
  /** The vendor's test message. */
  | { readonly outcome: 'test' }
  | { readonly outcome: 'not_understood'; readonly why: string };

/** Reads a body as the webhook of its source does. */
export type NotificationReader = (
  source: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
) => Reread;
