/** Waits for work, but no longer than so many seconds; work that is late goes on by itself. */
export type Patience = <T>(seconds: number, work: () => Promise<T>) => Promise<T | 'late'>;
