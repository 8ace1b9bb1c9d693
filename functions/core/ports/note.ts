/** A note with what tells it from an older one; nothing was noted before version 1. */
export interface Noted<T> {
  readonly value: T | undefined;
  readonly version: number;
}

/** What a watch remembers from one round to the next. */
export interface Note<T> {
  read(): Promise<Noted<T>>;
  /** `conflict` when another round wrote since the version that was read. */
  write(value: T, seen: number): Promise<'written' | 'conflict'>;
}
