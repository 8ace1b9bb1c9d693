/** How much lies in the queue of notifications; approximate, as queues are. */
export interface Depth {
  readonly waiting: number;
  /** Taken by the intake, and not done yet. */
  readonly underWay: number;
}

/** Looks at the queue of notifications without taking anything from it. */
export interface QueueDepth {
  read(): Promise<Depth>;
}
