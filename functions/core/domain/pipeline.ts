import type { QuarantineCount } from './quarantine.ts';
import type { Instant } from './time.ts';

/** A heartbeat as it stands. */
export interface HeartbeatState {
  readonly source: string;
  readonly name: string;
  /** When it was heard last; for one that never came, since when it is listened for. */
  readonly at: Instant;
  readonly silent: boolean;
}

/** The watch over ourselves, by its newest rounds. */
export interface RoundState {
  readonly startedAt: Instant;
  /** When the last one ended; what follows is of that one. */
  readonly endedAt?: Instant | undefined;
  /** Parts that could not be done. */
  readonly failed: readonly string[];
  /** The comparison with what the Alertmanagers list; absent when none is configured, or it failed. */
  readonly reconciled?:
    | {
        readonly listed: number;
        readonly missed: number;
        readonly gone: number;
        readonly unanswered: readonly string[];
      }
    | undefined;
  /** How many lie in each queue of dead letters; absent when they could not be counted. */
  readonly deadLetters?: Readonly<Record<string, number>> | undefined;
  /** Receipts that never settled. */
  readonly stuck?: number | undefined;
  /** Deliveries that are behind. */
  readonly behind?: number | undefined;
}

/** How the way is on which alerts come to us. */
export interface PipelineHealth {
  readonly at: Instant;
  readonly queue: { readonly waiting: number; readonly underWay: number };
  readonly round?: RoundState | undefined;
  /** Our own notification: when it was sent last, and how long the last one that got through took. Seconds. */
  readonly drill?: { readonly sentAt: Instant; readonly latency?: number | undefined } | undefined;
  readonly heartbeats: readonly HeartbeatState[];
  readonly quarantine: readonly QuarantineCount[];
}
