/** Keeps bodies that are too large for where they would otherwise lie. */
export interface BodyStore {
  /** Resolves only when it is stored. The same key again replaces what was there. */
  put(key: string, body: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
}
