import type { Beat } from '../domain/heartbeat.ts';

/** Remembers when each heartbeat was heard last. */
export interface Heartbeats {
  /** Of two beats the later stays, whichever comes in first. */
  beat(beat: Beat): Promise<void>;
  /** Every heartbeat heard in the last two weeks. */
  all(): Promise<readonly Beat[]>;
}
