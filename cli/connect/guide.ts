import type { ReceiptState } from '../../functions/core/domain/receipt.ts';

/** Where a source sends to, and what it proves itself with. */
export interface Place {
  readonly address: string;
  /** Empty where the source shares none with us. */
  readonly secret: string;
  /** The SNS topic by which alarms come in, if it is known. */
  readonly topic?: string | undefined;
}

/** One thing to put somewhere, ready to be used. */
export interface Piece {
  readonly title: string;
  /** What it is called where it goes, or as what it is best kept. */
  readonly file: string;
  readonly text: string;
  /** The tool that can tell whether it is right. @default none of the tools here reads it */
  readonly checkedBy?: 'amtool' | 'promtool';
}

/** The headers by which a source proves that it sent this body. */
export type Proof = (secret: string, body: string, now: Date) => Readonly<Record<string, string>>;

/** A notification that a source's own test would send, posted to the webhook as that source posts. */
export interface PostedTrial {
  readonly by: 'post';
  readonly body: (now: Date) => unknown;
  /** As what its receipt has to end. */
  readonly ends: ReceiptState;
  /** The ways in which this source can prove itself; the first is that of the printed configuration. */
  readonly proofs: Readonly<Record<string, Proof>>;
}

/** A message to a topic: SNS alone can sign for SNS, so the test takes the whole way. */
export interface PublishedTrial {
  readonly by: 'publish';
  readonly message: (now: Date) => unknown;
  readonly ends: ReceiptState;
}

/** How one source is connected. Each is one file; adding one touches nothing else but the index. */
export interface Guide {
  readonly source: string;
  readonly pieces: (place: Place) => readonly Piece[];
  /** What is to be known or done beyond the pieces, a sentence each. */
  readonly notes: readonly string[];
  readonly trial: PostedTrial | PublishedTrial;
}
