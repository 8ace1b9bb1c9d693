/** Has a round of the watch over ourselves begin; it does not wait for its end. */
export interface Rounds {
  start(): Promise<void>;
}
